package dev.evert.dataflow.delta;

import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/**
 * A batch of weighted rows, in no order: what an operator hands to the next. Reset and used again,
 * it does not allocate. One thread.
 *
 * <p>A row is added by writing it to {@link #writer} and calling {@link #end}; {@link #cancel}
 * takes back what was written since.
 */
public final class Delta {
  /** A batch of this size is handed on before it grows further. */
  public static final int FULL_BYTES = 1 << 20;

  /** So many rows are handed on, however small they are, where nothing else is asked for. */
  public static final int FULL_ROWS = 1 << 15;

  private static final int SMALLEST_ROWS = 64;
  private static final int KEPT_BYTES = 4 * FULL_BYTES;

  private RowWriter rows;
  private int size;
  private int[] ends;
  private long[] weights;
  private long[] causes;
  private int fullRows = FULL_ROWS;

  /** An empty batch. */
  public Delta() {
    this(1 << 12, SMALLEST_ROWS);
  }

  private Delta(int bytes, int rows) {
    this.rows = new RowWriter(bytes);
    this.ends = new int[rows];
    this.weights = new long[rows];
    this.causes = new long[rows];
  }

  /** An empty batch that few rows are expected of. */
  public static Delta small() {
    return new Delta(128, 4);
  }

  /** So many rows are handed on, however small they are. */
  public void limit(int rows) {
    fullRows = rows;
  }

  /** Where the next row is written. */
  public RowWriter writer() {
    return rows;
  }

  /** Ends the row that was written. */
  public void end(long weight, long cause) {
    assert weight != 0;
    if (size == ends.length) {
      grow();
    }
    ends[size] = rows.size();
    weights[size] = weight;
    causes[size] = cause;
    size++;
  }

  /** Takes back what was written since the last row ended. */
  public void cancel() {
    rows.truncate(size == 0 ? 0 : ends[size - 1]);
  }

  /** Adds the row in {@code bytes[from, to)}. */
  public void add(byte[] bytes, int from, int to, long weight, long cause) {
    rows.putEncoded(bytes, from, to - from);
    end(weight, cause);
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** Whether there is no row. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether the batch is large enough to be handed on. */
  public boolean isFull() {
    return rows.size() >= FULL_BYTES || size >= fullRows;
  }

  /** The bytes of all rows. */
  public int sizeBytes() {
    return rows.size();
  }

  /** The bytes of the buffer that holds the rows. */
  public int capacityBytes() {
    return rows.buffer().length;
  }

  /** Holds all rows, until the next one is written. */
  public byte[] bytes() {
    return rows.buffer();
  }

  /** Where the row {@code i} starts. */
  public int from(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /** Where the row {@code i} ends. */
  public int to(int i) {
    return ends[i];
  }

  /** How often the row {@code i} is added; negative: taken away. */
  public long weight(int i) {
    return weights[i];
  }

  /** What the change of the row {@code i} is due to. */
  public long cause(int i) {
    return causes[i];
  }

  /** Forgets all rows; keeps the buffers unless they have become unusually large. */
  public void reset() {
    size = 0;
    if (rows.buffer().length > KEPT_BYTES) {
      rows = new RowWriter(1 << 12);
    } else {
      rows.reset();
    }
    if (ends.length > 4 * FULL_ROWS) {
      resize(SMALLEST_ROWS);
    }
  }

  private void grow() {
    resize(2 * size);
  }

  private void resize(int length) {
    ends = Arrays.copyOf(ends, length);
    weights = Arrays.copyOf(weights, length);
    causes = Arrays.copyOf(causes, length);
  }
}
