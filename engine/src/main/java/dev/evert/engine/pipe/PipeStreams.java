package dev.evert.engine.pipe;

import dev.evert.log.Log;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The streams of one pipe.
 *
 * @param catalog how the pipe is defined
 * @param sources what concerns each source as a whole
 * @param tables the rows of each input, in the order of the definition
 * @param delivery what each sink was about to be given
 * @param parked what could not be read, computed or written
 */
public record PipeStreams(
    StreamId catalog,
    List<StreamId> sources,
    List<StreamId> tables,
    StreamId delivery,
    StreamId parked) {

  public PipeStreams {
    sources = List.copyOf(sources);
    tables = List.copyOf(tables);
  }

  /** Opens the streams, and makes those that are not there. */
  public static PipeStreams open(
      Log log, String pipe, int sources, int tables, Retention retention) {
    return new PipeStreams(
        log.createStream(pipe + "/catalog", Retention.forever()),
        numbered(log, pipe + "/source/", sources, Retention.forever()),
        numbered(log, pipe + "/table/", tables, retention),
        log.createStream(pipe + "/delivery", Retention.forever()),
        log.createStream(parked(pipe), Retention.forever()));
  }

  /** What the stream of a pipe's parked records is called. */
  public static String parked(String pipe) {
    return pipe + "/parked";
  }

  private static List<StreamId> numbered(Log log, String prefix, int count, Retention retention) {
    return IntStream.range(0, count)
        .mapToObj(i -> log.createStream(prefix + i, retention))
        .toList();
  }

  /** The streams whose events change the view, in no particular order. */
  public List<StreamId> inputs() {
    return new ArrayList<>(Stream.concat(sources.stream(), tables.stream()).toList());
  }
}
