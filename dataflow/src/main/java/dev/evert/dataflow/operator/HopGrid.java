package dev.evert.dataflow.operator;

import dev.evert.dataflow.Windowing;

/**
 * Where hopping windows begin and end, and the slices that they are made of: the longest ones of
 * which each window has only whole ones. A time at the end of all time is a slice, and a window, of
 * its own.
 */
final class HopGrid {
  private final long step;
  private final long length;
  private final long origin;
  private final long slice;
  private long last;

  HopGrid(Windowing.Hops hops) {
    this.step = hops.step();
    this.length = hops.length();
    this.origin = hops.origin();
    this.slice = greatestCommonDivisor(length, step);
    this.last = floor(0, slice);
  }

  private static long greatestCommonDivisor(long left, long right) {
    long a = left;
    long b = right;
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  static boolean isEndless(long time) {
    return time == Long.MIN_VALUE || time == Long.MAX_VALUE;
  }

  /** The start of the slice that a time is in: mostly the one that the time before was in. */
  long slice(long time) {
    if (isEndless(time)) {
      return time;
    }
    if (time < last || time >= SessionRegion.plus(last, slice)) {
      last = floor(time, slice);
    }
    return last;
  }

  /** Computed of the remainders, so that nothing runs over. */
  private long floor(long time, long unit) {
    long rest = Math.floorMod(Math.floorMod(time, unit) - Math.floorMod(origin, unit), unit);
    return SessionRegion.plus(time, -rest);
  }

  /** The start of a window that ends then. */
  long start(long end) {
    return isEndless(end) ? end : SessionRegion.plus(end, -length);
  }

  /** When the first window ends that has a slice. */
  long firstEnd(long slice) {
    if (isEndless(slice)) {
      return slice;
    }
    return SessionRegion.plus(firstStart(slice), length);
  }

  private long firstStart(long slice) {
    long least = SessionRegion.plus(slice, this.slice - length);
    long start = floor(least, step);
    return start < least ? SessionRegion.plus(start, step) : start;
  }

  /** When the last window ends that has a slice. */
  long lastEnd(long slice) {
    return isEndless(slice) ? slice : SessionRegion.plus(floor(slice, step), length);
  }

  /** The first slice that is in a window that ends after a time. */
  long firstLive(long time) {
    return isEndless(time)
        ? time
        : SessionRegion.plus(floor(SessionRegion.plus(time, -length), step), step);
  }

  /** Whether each window is one slice. */
  boolean isWhole() {
    return slice == length;
  }

  /** When the next window after a time ends. */
  long endAfter(long time) {
    return isEndless(time)
        ? time
        : SessionRegion.plus(floor(SessionRegion.plus(time, -length), step), length + step);
  }
}
