package dev.evert.dataflow.arrangement;

import dev.evert.dataflow.delta.Bytes;
import java.util.Arrays;

/**
 * Looks up the entries with one key in several runs: each value once, in order, with the sum of its
 * weights; what cancels out is passed over. Asked for keys in ascending order it is fastest. One
 * thread.
 */
public final class GroupCursor {
  private Run[] runs = {};
  private RunCursor[] cursors = {};
  private int[] hits = {};
  private int hitCount;
  private int standing;
  private byte[] key = {};
  private int keyFrom;
  private int keyTo;
  private long weight;
  private boolean filtered;

  /** Looks into these runs from now on. */
  public GroupCursor over(Run[] runs) {
    return over(runs, runs.length);
  }

  /**
   * Looks into these runs from now on.
   *
   * @param positive so many of the runs, from the first on, are read as they are, the others with
   *     every weight turned to its opposite
   */
  public GroupCursor over(Run[] runs, int positive) {
    this.runs = runs;
    hitCount = 0;
    if (cursors.length < runs.length) {
      int former = cursors.length;
      cursors = Arrays.copyOf(cursors, runs.length);
      hits = new int[runs.length];
      for (int i = former; i < cursors.length; i++) {
        cursors[i] = new RunCursor();
      }
    }
    filtered = false;
    for (int i = 0; i < runs.length; i++) {
      cursors[i].over(runs[i], runs[i].blocks(), i < positive ? 1 : -1);
      filtered |= cursors[i].isFiltered();
    }
    return this;
  }

  /** Forgets its runs. */
  public void clear() {
    for (int i = 0; i < runs.length; i++) {
      cursors[i].clear();
    }
    runs = new Run[0];
    hitCount = 0;
  }

  /**
   * Stands before the first entry with this key, which is not to be changed until the next call.
   * False if no run has any.
   */
  public boolean seek(byte[] key, int from, int to) {
    this.key = key;
    this.keyFrom = from;
    this.keyTo = to;
    hitCount = 0;
    standing = -1;
    long hash = filtered ? KeyHash.of(key, from, to) : 0;
    for (int i = 0; i < runs.length; i++) {
      if (cursors[i].find(key, from, to, hash)) {
        hits[hitCount++] = i;
      }
    }
    return hitCount > 0;
  }

  /** Has the blocks in files gathered that {@link #seek} would read for a key. */
  public void expect(byte[] key, int from, int to, Fetch fetch) {
    if (!filtered) {
      return;
    }
    long hash = KeyHash.of(key, from, to);
    for (int i = 0; i < runs.length; i++) {
      if (cursors[i].isFiltered()) {
        cursors[i].expect(key, from, to, hash, fetch);
      }
    }
  }

  /** Whether {@link #expect} has anything to gather. */
  public boolean readsFiles() {
    return filtered;
  }

  private boolean isInGroup(RunCursor cursor) {
    return Bytes.equal(cursor.bytes(), cursor.keyFrom(), cursor.keyTo(), key, keyFrom, keyTo);
  }

  /** Moves to the next value whose weights do not cancel out; false at the end. */
  public boolean next() {
    do {
      if (standing >= 0) {
        advance(standing);
      }
      if (hitCount == 0) {
        standing = -1;
        return false;
      }
      standing = 0;
      weight = cursors[hits[0]].weight();
      if (hitCount > 1) {
        findLeast();
        sumEqual();
      }
    } while (weight == 0);
    return true;
  }

  private void findLeast() {
    for (int i = 1; i < hitCount; i++) {
      if (compare(i, standing) < 0) {
        standing = i;
      }
    }
    weight = cursors[hits[standing]].weight();
  }

  /** Downwards, since a run that has no more entries gives its place to the last one. */
  private void sumEqual() {
    for (int i = hitCount - 1; i >= 0; i--) {
      if (i != standing && compare(i, standing) == 0) {
        weight += cursors[hits[i]].weight();
        advance(i);
      }
    }
  }

  private void advance(int hit) {
    RunCursor cursor = cursors[hits[hit]];
    if (!cursor.next() || !isInGroup(cursor)) {
      hitCount--;
      hits[hit] = hits[hitCount];
      if (standing == hitCount) {
        standing = hit;
      }
    }
  }

  private int compare(int a, int b) {
    RunCursor left = cursors[hits[a]];
    RunCursor right = cursors[hits[b]];
    return Bytes.compare(
        left.bytes(), left.keyTo(), left.valueTo(), right.bytes(), right.keyTo(), right.valueTo());
  }

  private RunCursor current() {
    return cursors[hits[standing]];
  }

  /** Holds the value, until the next move. */
  public byte[] bytes() {
    return current().bytes();
  }

  /** Where the value starts. */
  public int valueFrom() {
    return current().keyTo();
  }

  /** Where the value ends. */
  public int valueTo() {
    return current().valueTo();
  }

  /** The sum of the entry's weights, never 0. */
  public long weight() {
    return weight;
  }
}
