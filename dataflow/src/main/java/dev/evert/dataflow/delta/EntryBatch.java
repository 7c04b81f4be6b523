package dev.evert.dataflow.delta;

import dev.evert.spi.row.RowWriter;
import java.util.Arrays;

/**
 * A batch of weighted entries of key and value, which can be sorted by key and value. An entry is
 * added by writing its key to {@link #writer}, calling {@link #endKey}, writing its value and
 * calling {@link #end}. Reset and used again, it does not allocate. One thread.
 */
public final class EntryBatch {
  private static final int KEPT_BYTES = 4 << 20;
  private static final int KEPT_ENTRIES = 1 << 17;
  private static final int SMALLEST_ENTRIES = 64;

  private RowWriter writer = new RowWriter(1 << 12);
  private SliceSorter sorter = new SliceSorter();
  private int size;
  private int[] froms = new int[SMALLEST_ENTRIES];
  private int[] keyTos = new int[SMALLEST_ENTRIES];
  private int[] tos = new int[SMALLEST_ENTRIES];
  private long[] weights = new long[SMALLEST_ENTRIES];
  private long[] causes = new long[SMALLEST_ENTRIES];
  private int keyTo;
  private int start;

  /** Where the next key and value are written. */
  public RowWriter writer() {
    return writer;
  }

  /** Ends the key that was written; its value follows. */
  public void endKey() {
    keyTo = writer.size();
  }

  /** Ends the value that was written, and with it the entry. */
  public void end(long weight, long cause) {
    if (size == froms.length) {
      resize(2 * size);
    }
    froms[size] = start;
    keyTos[size] = keyTo;
    start = writer.size();
    tos[size] = start;
    weights[size] = weight;
    causes[size] = cause;
    size++;
  }

  /** Takes back what was written since the last entry ended. */
  public void cancel() {
    writer.truncate(start);
  }

  /** The number of entries. */
  public int size() {
    return size;
  }

  /** The bytes of all entries. */
  public int sizeBytes() {
    return writer.size();
  }

  /** Holds all entries, until the next one is written. */
  public byte[] bytes() {
    return writer.buffer();
  }

  /** Where the key of the entry {@code i} starts. */
  public int from(int i) {
    return froms[i];
  }

  /** Where its key ends and its value starts. */
  public int keyTo(int i) {
    return keyTos[i];
  }

  /** Where its value ends. */
  public int to(int i) {
    return tos[i];
  }

  /** Its weight. */
  public long weight(int i) {
    return weights[i];
  }

  /** Adds to its weight. */
  public void addWeight(int i, long weight) {
    weights[i] += weight;
  }

  /** Its cause. */
  public long cause(int i) {
    return causes[i];
  }

  /** Whether two entries have the same key. */
  public boolean sameKey(int i, int j) {
    byte[] bytes = writer.buffer();
    return Bytes.equal(bytes, froms[i], keyTos[i], bytes, froms[j], keyTos[j]);
  }

  /** Whether two entries have the same key and value. */
  public boolean same(int i, int j) {
    byte[] bytes = writer.buffer();
    return Bytes.equal(bytes, froms[i], tos[i], bytes, froms[j], tos[j]);
  }

  /** Sorts by key and value; returns the entries in their order, valid until the next sort. */
  public int[] sort() {
    return sorter.sort(writer.buffer(), froms, tos, 0, size);
  }

  /** Sorts a range by key alone, equal keys as they came; returns the entries in their order. */
  public int[] sortByKey(int first, int count) {
    return sorter.sort(writer.buffer(), froms, keyTos, first, count);
  }

  /** Forgets all entries; keeps the buffers unless they have become unusually large. */
  public void reset() {
    size = 0;
    start = 0;
    if (writer.buffer().length > KEPT_BYTES) {
      writer = new RowWriter(1 << 12);
    } else {
      writer.reset();
    }
    if (froms.length > KEPT_ENTRIES) {
      resize(SMALLEST_ENTRIES);
      sorter = new SliceSorter();
    }
  }

  private void resize(int length) {
    froms = Arrays.copyOf(froms, length);
    keyTos = Arrays.copyOf(keyTos, length);
    tos = Arrays.copyOf(tos, length);
    weights = Arrays.copyOf(weights, length);
    causes = Arrays.copyOf(causes, length);
  }
}
