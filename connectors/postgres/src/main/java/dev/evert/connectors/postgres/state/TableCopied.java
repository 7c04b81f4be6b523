package dev.evert.connectors.postgres.state;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Which chunks of a table's plan are copied. Kept under the name {@code copied/<table's number>}:
 * the number of rows (int8), then a bit for each chunk. One thread at a time.
 */
public final class TableCopied {
  private final BitSet chunks;
  private long rows;

  private TableCopied(long rows, BitSet chunks) {
    this.rows = rows;
    this.chunks = chunks;
  }

  /** Nothing is copied yet. */
  public static TableCopied nothing() {
    return new TableCopied(0, new BitSet());
  }

  /** The entry's name. */
  public static String name(int table) {
    return "copied/" + table;
  }

  /** Reads the entry. */
  public static TableCopied read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    return new TableCopied(in.getLong(), BitSet.valueOf(in));
  }

  /** The entry's value. */
  public byte[] toBytes() {
    byte[] bits = chunks.toByteArray();
    return ByteBuffer.allocate(Long.BYTES + bits.length).putLong(rows).put(bits).array();
  }

  /** A chunk is copied, and had so many rows. */
  public void add(int chunk, long count) {
    chunks.set(chunk);
    rows += count;
  }

  /** Whether a chunk is copied. */
  public boolean has(int chunk) {
    return chunks.get(chunk);
  }

  /** How many chunks are copied. */
  public int size() {
    return chunks.cardinality();
  }

  /** How many rows the copied chunks had. */
  public long rows() {
    return rows;
  }
}
