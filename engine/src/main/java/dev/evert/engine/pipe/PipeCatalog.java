package dev.evert.engine.pipe;

import dev.evert.engine.LogFailures;
import dev.evert.engine.program.Program;
import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.source.SourceTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a pipe is defined, as an event of the log. Only what its view is derived from counts: sinks
 * can come and go.
 *
 * <pre>
 *   key     = "pipe"
 *   payload = format (1 byte) definition generation (int4) beginning (1 byte) from (8 bytes)
 *             count (int4) { name schema }*
 *   definition, name, schema = length (int4) bytes
 * </pre>
 */
public final class PipeCatalog {
  private static final byte[] KEY = "pipe".getBytes(StandardCharsets.UTF_8);
  private static final int FORMAT = 1;

  private final Log log;
  private final StreamId stream;
  private final InstantSource clock;

  public PipeCatalog(Log log, StreamId stream, InstantSource clock) {
    this.log = log;
    this.stream = stream;
    this.clock = clock;
  }

  /**
   * The generations that the pipe has had, oldest first; none if it was never started.
   *
   * @throws EvertException {@link ErrorCode#BAD_OPTION} if it was started with another definition
   */
  public List<Generation> generations(PipeDefinition definition) {
    List<Generation> generations = new ArrayList<>();
    try (LogReader reader = log.reader(Position.START, List.of(stream))) {
      while (reader.next()) {
        generations.add(decode(definition, reader.event().payload()));
      }
    }
    return generations;
  }

  /** Writes a generation down; returns when it is durable. */
  public void define(PipeDefinition definition, Generation generation) {
    define(definition, generation, new EventBatch());
  }

  /** Writes a generation down together with what the batch holds already: both or neither. */
  public void define(PipeDefinition definition, Generation generation, EventBatch batch) {
    long micros = clock.instant().toEpochMilli() * 1000;
    batch.add(stream, micros, KEY, encode(definition, generation));
    try {
      log.append(batch).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }

  /** The definition in words, without secrets and sinks. */
  static String words(PipeDefinition definition) {
    String inputs =
        definition.inputs().stream()
            .map(input -> input.name() + " = " + words(input))
            .collect(Collectors.joining("\n"));
    return inputs + "\n" + String.join("\n|\n", definition.queries());
  }

  private static String words(PipeDefinition.Input input) {
    return input.program().map(Program::text).orElseGet(() -> input.uri().toString());
  }

  private static byte[] encode(PipeDefinition definition, Generation generation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeBytes(out, words(definition).getBytes(StandardCharsets.UTF_8));
      out.writeInt(generation.number());
      out.writeByte(generation.beginning().code());
      out.writeLong(generation.from());
      out.writeInt(generation.tables().size());
      for (SourceTable table : generation.tables()) {
        writeBytes(out, table.name().getBytes(StandardCharsets.UTF_8));
        writeBytes(out, SchemaFormat.toBytes(table.schema()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Generation decode(PipeDefinition definition, byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new EvertException(
            ErrorCode.DATA_NEWER, "pipe " + definition.name() + " is defined in form " + format);
      }
      requireSame(definition, new String(readBytes(in), StandardCharsets.UTF_8));
      int number = in.readInt();
      Generation.Beginning beginning = Generation.Beginning.ofCode(in.readByte());
      long from = in.readLong();
      int count = in.readInt();
      List<SourceTable> tables = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String name = new String(readBytes(in), StandardCharsets.UTF_8);
        tables.add(new SourceTable(name, SchemaFormat.parse(readBytes(in))));
      }
      return new Generation(number, beginning, from, tables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSame(PipeDefinition definition, String known) {
    String wanted = words(definition);
    if (!wanted.equals(known)) {
      throw new EvertException(
          ErrorCode.BAD_OPTION,
          "pipe "
              + definition.name()
              + " exists with another definition: it reads\n"
              + known
              + "\nand now shall read\n"
              + wanted,
          "Give the new pipe another --name, or remove the old one by `evert drop "
              + definition.name()
              + "`.");
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
