package dev.evert.dataflow;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.util.Optional;

/**
 * Takes the rows of a stream, in their order; {@link Circuit#step} hands them on. Rows are whole:
 * each has all columns of the schema, and none is unchanged. One thread, the circuit's.
 *
 * <p>A row is added by writing it to {@link #writer} and calling {@link #end}, or by {@link #add}.
 */
public interface StreamInput {

  /** The columns. */
  Schema schema();

  /** Where the next row is written. */
  RowWriter writer();

  /** Ends the row that was written. A late one is left out, as {@link Watermark} says. */
  void end(long cause);

  /** Adds the row in {@code bytes[from, to)}, which is copied. */
  void add(byte[] bytes, int from, int to, long cause);

  /**
   * No row comes any more: with the next step the stream's time ends, and with it all windows. Rows
   * that come all the same are late. Only of a stream that keeps its own time.
   */
  void complete();

  /** How far the stream is in its own time, as of the last step; empty if it has none. */
  Optional<WatermarkStatus> watermark();

  /** The bytes of the rows that were not stepped yet. */
  long pendingBytes();
}
