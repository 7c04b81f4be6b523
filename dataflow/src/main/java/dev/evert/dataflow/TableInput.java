package dev.evert.dataflow;

import dev.evert.dataflow.digest.Digest;
import dev.evert.spi.row.Schema;
import java.util.Optional;

/**
 * Takes the changes of a table, in their order; {@link Circuit#step} applies them. Bytes are
 * copied. A {@code cause} travels with each change to all that it brings about.
 *
 * <p>A change that does not fit what the table holds (a row with unchanged fields and none to take
 * them from, a retraction of a row that is not there) has no effect, and is put into {@link Errors}
 * for good.
 *
 * <p>Changes are taken on the circuit's thread; rows and digest may be read on any.
 */
public interface TableInput {

  /** The columns and key as of the last {@link #evolve}. */
  Schema schema();

  /**
   * The row with this key is now this one. Fields that are marked as unchanged are taken from the
   * row that was there.
   *
   * @param bytes holds the row and its key, in {@link dev.evert.spi.row.KeyFormat}
   */
  void upsert(byte[] bytes, int keyFrom, int keyTo, int rowFrom, int rowTo, long cause);

  /**
   * The row with the old key is gone, and the row with the other key is now this one. Fields that
   * are marked as unchanged are taken from the row with the old key.
   */
  void move(
      byte[] bytes,
      int oldKeyFrom,
      int oldKeyTo,
      int keyFrom,
      int keyTo,
      int rowFrom,
      int rowTo,
      long cause);

  /** The row with this key is gone; no effect if there was none. */
  void delete(byte[] bytes, int keyFrom, int keyTo, long cause);

  /** There is one more of this row, in a table without key. */
  void insert(byte[] bytes, int rowFrom, int rowTo, long cause);

  /** There is one less of this row, in a table without key. */
  void retract(byte[] bytes, int rowFrom, int rowTo, long cause);

  /** All rows are gone. */
  void truncate(long cause);

  /**
   * The table has further columns at its end from here on. The rows that the circuit computes with
   * keep the columns of the schema that it was built with.
   *
   * @throws IllegalArgumentException if the schema does not begin with the present columns, or has
   *     another key
   */
  void evolve(Schema wider);

  /** The bytes of the changes that were not stepped yet. */
  long pendingBytes();

  /** How far the table is in its own time, as of the last publication; empty if it has none. */
  Optional<WatermarkStatus> watermark();

  /** The time of the last publication: what {@link #rows} and {@link #digest} are about. */
  long time();

  /** The number of rows at {@link #time}. */
  long rowCount();

  /**
   * The rows at {@link #time}, each with all columns that {@link #schema} had then.
   *
   * @throws dev.evert.spi.error.EvertException DATA_CORRUPT, also while the cursor moves
   */
  RowCursor rows();

  /**
   * The row with a key at {@link #time}, if there is one; of a table that has a key.
   *
   * @param key holds the key, in {@link dev.evert.spi.row.KeyFormat}
   */
  RowCursor lookup(byte[] key, int from, int to);

  /** The digest of {@link #rows}, computed by reading them. */
  Digest digest();
}
