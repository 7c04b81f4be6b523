package dev.evert.dataflow.memtable;

import dev.evert.dataflow.delta.Bytes;

/**
 * Sorts records of an arena by their bytes: by the eight that follow what all have in common first,
 * kept as numbers beside the addresses.
 */
final class RecordOrder {
  private static final int RADIX = 256;
  private static final int BYTE_MASK = 0xFF;

  private final Slices slices;
  private int[] records;
  private int[] spare;
  private long[] prefixes;
  private long[] prefixesSpare;

  /** Where the bytes of records lie. */
  interface Slices {
    byte[] bytes(int record);

    int from(int record);

    int to(int record);
  }

  private RecordOrder(Slices slices, int[] records) {
    this.slices = slices;
    this.records = records;
    this.spare = new int[records.length];
    this.prefixes = new long[records.length];
    this.prefixesSpare = new long[records.length];
  }

  /** The records in their order; the array may be another one. */
  static int[] sort(int[] records, Slices slices) {
    RecordOrder order = new RecordOrder(slices, records);
    order.sort();
    return order.records;
  }

  private void sort() {
    int shared = shared();
    for (int i = 0; i < records.length; i++) {
      prefixes[i] = prefix(records[i], shared);
    }
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      distribute(shift);
    }
    int from = 0;
    while (from < records.length) {
      int to = from + 1;
      while (to < records.length && prefixes[to] == prefixes[from]) {
        to++;
      }
      if (to - from > 1) {
        mergeSort(from, to);
      }
      from = to;
    }
  }

  private long prefix(int record, int shared) {
    int to = slices.to(record);
    return Bytes.prefix(slices.bytes(record), Math.min(slices.from(record) + shared, to), to);
  }

  private int shared() {
    if (records.length == 0) {
      return 0;
    }
    byte[] first = slices.bytes(records[0]);
    int from = slices.from(records[0]);
    int shared = slices.to(records[0]) - from;
    for (int i = 1; i < records.length && shared > 0; i++) {
      int record = records[i];
      shared =
          Bytes.commonPrefix(
              first,
              from,
              from + shared,
              slices.bytes(record),
              slices.from(record),
              slices.to(record));
    }
    return shared;
  }

  private void distribute(int shift) {
    int[] counts = new int[RADIX];
    for (long prefix : prefixes) {
      counts[(int) (prefix >>> shift) & BYTE_MASK]++;
    }
    int next = 0;
    for (int i = 0; i < RADIX; i++) {
      if (counts[i] == records.length) {
        return;
      }
      int count = counts[i];
      counts[i] = next;
      next += count;
    }
    for (int i = 0; i < records.length; i++) {
      int at = counts[(int) (prefixes[i] >>> shift) & BYTE_MASK]++;
      prefixesSpare[at] = prefixes[i];
      spare[at] = records[i];
    }
    long[] sortedPrefixes = prefixesSpare;
    prefixesSpare = prefixes;
    prefixes = sortedPrefixes;
    int[] sorted = spare;
    spare = records;
    records = sorted;
  }

  private void mergeSort(int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(from, middle);
    mergeSort(middle, to);
    if (compare(records[middle - 1], records[middle]) <= 0) {
      return;
    }
    System.arraycopy(records, from, spare, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      boolean takeLeft = right == to || compare(spare[left], records[right]) <= 0;
      records[at] = takeLeft ? spare[left++] : records[right++];
    }
  }

  private int compare(int left, int right) {
    return Bytes.compare(
        slices.bytes(left),
        slices.from(left),
        slices.to(left),
        slices.bytes(right),
        slices.from(right),
        slices.to(right));
  }
}
