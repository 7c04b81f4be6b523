package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through several runs as if they were one: entries in order, each key and value once, with
 * the sum of its weights and the latest of its causes; what cancels out is passed over. Key and
 * value lie next to each other in {@link #bytes}, until it moves. One thread.
 */
public final class MergeCursor {
  private RunCursor[] heap = {};
  private long[] prefixes = {};
  private int size;
  private int shared;
  private boolean standing;
  private long passed;
  private long weight;
  private long cause;

  /** Stands before the first entry of all runs together. */
  public MergeCursor over(Run... runs) {
    return over(runs, runs.length);
  }

  /**
   * Stands before the first entry of all runs together.
   *
   * @param positive so many of the runs, from the first on, are read as they are, the others with
   *     every weight turned to its opposite
   */
  public MergeCursor over(Run[] runs, int positive) {
    begin(runs);
    for (int i = 0; i < runs.length; i++) {
      RunCursor cursor = heap[size].over(runs[i], runs[i].blocks(), i < positive ? 1 : -1);
      if (cursor.next()) {
        admit();
      }
    }
    heapify();
    return this;
  }

  /** Stands before the first entry whose key is not less than this one. */
  public MergeCursor from(Run[] runs, byte[] key, int from, int to) {
    return from(runs, runs.length, key, from, to);
  }

  /** Stands before the first entry whose key is not less than this one, as {@link #over} does. */
  public MergeCursor from(Run[] runs, int positive, byte[] key, int from, int to) {
    begin(runs);
    for (int i = 0; i < runs.length; i++) {
      RunCursor cursor = heap[size].over(runs[i], runs[i].blocks(), i < positive ? 1 : -1);
      if (cursor.seek(key, from, to)) {
        admit();
      }
    }
    heapify();
    return this;
  }

  private void begin(Run[] runs) {
    if (heap.length < runs.length) {
      int former = heap.length;
      heap = Arrays.copyOf(heap, runs.length);
      prefixes = new long[runs.length];
      for (int i = former; i < heap.length; i++) {
        heap[i] = new RunCursor();
      }
    }
    size = 0;
    standing = false;
    passed = 0;
    shared = sharedBy(runs);
  }

  /** How many bytes all keys of all runs begin with in common. */
  private static int sharedBy(Run[] runs) {
    if (runs.length == 0) {
      return 0;
    }
    byte[] first = runs[0].fences().keys();
    int common = runs[0].fences().end(0);
    for (Run run : runs) {
      Fences fences = run.fences();
      int last = fences.blocks();
      common = Bytes.commonPrefix(first, 0, common, fences.keys(), 0, fences.end(0));
      common =
          Bytes.commonPrefix(
              first, 0, common, fences.keys(), fences.end(last - 1), fences.end(last));
    }
    return common;
  }

  private void admit() {
    prefixes[size] = prefix(heap[size]);
    size++;
  }

  private long prefix(RunCursor cursor) {
    return Bytes.prefix(cursor.bytes(), cursor.keyFrom() + shared, cursor.valueTo());
  }

  private void heapify() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  /** Moves to the next entry whose weights do not cancel out; false at the end. */
  public boolean next() {
    do {
      if (standing) {
        advance(0);
      }
      if (size == 0) {
        standing = false;
        return false;
      }
      standing = true;
      weight = heap[0].weight();
      cause = heap[0].cause();
      passed++;
      for (int equal = equalToFirst(); equal > 0; equal = equalToFirst()) {
        weight += heap[equal].weight();
        cause = Math.max(cause, heap[equal].cause());
        passed++;
        advance(equal);
      }
    } while (weight == 0);
    return true;
  }

  /**
   * The run whose next block lies before the next entries of all others, so that it can be taken
   * over as it is; null if there is none. {@link #passBlock} moves over it, {@link #next} into it.
   *
   * @param causes whether the block is to have causes
   * @param leastBytes how long it must be
   */
  @Nullable RunCursor block(boolean causes, int leastBytes) {
    if (standing) {
      advance(0);
      standing = false;
    }
    boolean whole =
        size > 0
            && heap[0].startsBlock(causes, leastBytes)
            && (size < 2 || heap[0].compareBlockEnd(heap[1]) < 0)
            && (size < 3 || heap[0].compareBlockEnd(heap[2]) < 0);
    return whole ? heap[0] : null;
  }

  /** Moves over the block that {@link #block} gave. */
  void passBlock() {
    passed += heap[0].blockEntries();
    heap[0].skipBlock();
    advance(0);
  }

  private void advance(int i) {
    if (heap[i].next()) {
      prefixes[i] = prefix(heap[i]);
      siftDown(i);
      return;
    }
    size--;
    RunCursor done = heap[i];
    done.clear();
    heap[i] = heap[size];
    prefixes[i] = prefixes[size];
    heap[size] = done;
    if (i < size) {
      siftDown(i);
    }
  }

  /** The place of an entry that equals the first one, or 0: only its children can. */
  private int equalToFirst() {
    if (size > 1 && compare(1, 0) == 0) {
      return 1;
    }
    return size > 2 && compare(2, 0) == 0 ? 2 : 0;
  }

  private void siftDown(int start) {
    int at = start;
    while (true) {
      int least = 2 * at + 1;
      if (least >= size) {
        return;
      }
      if (least + 1 < size && compare(least + 1, least) < 0) {
        least++;
      }
      if (compare(at, least) <= 0) {
        return;
      }
      swap(at, least);
      at = least;
    }
  }

  private void swap(int a, int b) {
    RunCursor cursor = heap[a];
    heap[a] = heap[b];
    heap[b] = cursor;
    long prefix = prefixes[a];
    prefixes[a] = prefixes[b];
    prefixes[b] = prefix;
  }

  private int compare(int a, int b) {
    if (prefixes[a] != prefixes[b]) {
      return Long.compareUnsigned(prefixes[a], prefixes[b]);
    }
    RunCursor left = heap[a];
    RunCursor right = heap[b];
    return Bytes.compare(
        left.bytes(),
        left.keyFrom() + shared,
        left.valueTo(),
        right.bytes(),
        right.keyFrom() + shared,
        right.valueTo());
  }

  /** Forgets its runs. */
  public void clear() {
    for (RunCursor cursor : heap) {
      cursor.clear();
    }
    size = 0;
    standing = false;
  }

  /** How many entries of the runs were gone through. */
  public long passed() {
    return passed;
  }

  /** Holds the entry. */
  public byte[] bytes() {
    return heap[0].bytes();
  }

  /** Where the key starts. */
  public int keyFrom() {
    return heap[0].keyFrom();
  }

  /** Where the key ends and the value starts. */
  public int keyTo() {
    return heap[0].keyTo();
  }

  /** Where the value ends. */
  public int valueTo() {
    return heap[0].valueTo();
  }

  /** The sum of the entry's weights, never 0. */
  public long weight() {
    return weight;
  }

  /** The latest cause of the entry, where all runs have causes. */
  public long cause() {
    return cause;
  }
}
