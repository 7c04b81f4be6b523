package dev.evert.sql.runtime;

/** Windows of equal length in time. Times are in microseconds, infinities the ends. */
public final class TimeWindows {
  private TimeWindows() {}

  /**
   * The start of the last window that begins no later than a time.
   *
   * @param step from the start of one window to that of the next
   * @param origin where one window starts
   */
  public static long start(long micros, long step, long origin) {
    if (DateTimes.isInfinite(micros)) {
      return micros;
    }
    return DateTimes.checkTimestamp(micros - Math.floorMod(micros - origin, step));
  }

  /** A time so much later. */
  public static long later(long micros, long distance) {
    return DateTimes.isInfinite(micros) ? micros : DateTimes.checkTimestamp(micros + distance);
  }
}
