package dev.evert.engine.pipe;

import dev.evert.dataflow.digest.DigestSum;
import dev.evert.engine.Connectors;
import dev.evert.engine.EngineOptions;
import dev.evert.spi.Surroundings;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.uri.StoreUri;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sources of a pipe, opened, and which input each of their tables is.
 *
 * @param groups the inputs, by the source that feeds them
 * @param sources one a group
 */
public record PipeInputs(List<SourceGroup> groups, List<Source> sources) implements AutoCloseable {

  public PipeInputs {
    groups = List.copyOf(groups);
    sources = List.copyOf(sources);
  }

  /**
   * Makes the sources; does not connect.
   *
   * @param installation the log's id, or empty for sources that are only asked for their tables
   * @param scratch the directory below which each connector has one of its own
   */
  public static PipeInputs open(
      PipeDefinition pipe,
      Connectors connectors,
      String installation,
      EngineOptions options,
      Path scratch) {
    List<SourceGroup> groups = SourceGroup.of(pipe, connectors);
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      String name = groups.size() == 1 ? pipe.name() : pipe.name() + "_" + i;
      Path own = scratch.resolve("source-" + i);
      var surroundings = new ConnectorSurroundings(name, installation, options, own);
      sources.add(groups.get(i).factory().open(groups.get(i).uris(), surroundings));
    }
    return new PipeInputs(groups, sources);
  }

  /** What a sink of a pipe may use of the machine. */
  public static Surroundings surroundings(
      PipeDefinition pipe, EngineOptions options, Path scratch) {
    return new ConnectorSurroundings(pipe.name(), "", options, scratch);
  }

  /**
   * Where a sink keeps what it has on this machine: by its name, so that other sinks can come and
   * go beside it.
   *
   * @param scratch of the pipe
   */
  public static Path sinkDirectory(Path scratch, StoreUri uri) {
    byte[] name = uri.toString().getBytes(StandardCharsets.UTF_8);
    return scratch.resolve("sink-" + DigestSum.of(name, 0, name.length));
  }

  /** Asks the sources for their tables, in the order of the pipe's inputs. */
  public List<SourceTable> tables() {
    SourceTable[] tables = new SourceTable[sourceOfInput().length];
    for (int i = 0; i < groups.size(); i++) {
      List<SourceTable> own = sources.get(i).tables();
      for (int j = 0; j < own.size(); j++) {
        tables[groups.get(i).inputs().get(j)] = own.get(j);
      }
    }
    return List.of(tables);
  }

  /** The number of the source that feeds each input. */
  public int[] sourceOfInput() {
    int count = groups.stream().mapToInt(group -> group.inputs().size()).sum();
    int[] sourceOfInput = new int[count];
    for (int i = 0; i < groups.size(); i++) {
      for (int input : groups.get(i).inputs()) {
        sourceOfInput[input] = i;
      }
    }
    return sourceOfInput;
  }

  /** What belongs to the tables of one source, out of a list with an entry for each input. */
  public <T> List<T> ofSource(int source, List<T> perInput) {
    return groups.get(source).inputs().stream().map(perInput::get).toList();
  }

  @Override
  public void close() {
    sources.forEach(Source::close);
  }
}
