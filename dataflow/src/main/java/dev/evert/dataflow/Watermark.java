package dev.evert.dataflow;

/**
 * How complete a table says that it is in its own time: no row is expected any more that is earlier
 * than its watermark. The watermark follows the greatest time seen, so much behind.
 *
 * <p>Whether a row is late is decided row by row in the order of the changes, whatever steps they
 * come in: one whose time is before the watermark, as it is before that row, has no effect on the
 * table; it is given as a late row, and counted. So are changes of rows that are before the
 * watermark.
 *
 * <p>One row alone moves the watermark by no more than a bound. One that would move it further, a
 * leap, is a row as any other, but the watermark stays; it is counted. Only when so many changes in
 * a row were leaps does the watermark go to the earliest of them. It begins so too.
 *
 * @param column holds the time, a timestamp with or without zone; a row without is never late
 * @param delayMicros how much the watermark is behind the greatest time, at least 0
 * @param maxAdvanceMicros how far one row may move it, at least 1
 * @param confirmations how many leaps in a row move it all the same, at least 1
 * @param appendOnly rows are only added; those behind the watermark are kept no longer than a view
 *     needs them
 */
public record Watermark(
    int column, long delayMicros, long maxAdvanceMicros, int confirmations, boolean appendOnly) {

  /** How far one row may move a watermark, unless it is said: an hour. */
  public static final long DEFAULT_MAX_ADVANCE_MICROS = 3_600_000_000L;

  /** How many leaps in a row move a watermark, unless it is said. */
  public static final int DEFAULT_CONFIRMATIONS = 3;

  public Watermark {
    if (column < 0 || delayMicros < 0 || maxAdvanceMicros < 1 || confirmations < 1) {
      throw new IllegalArgumentException(
          "column %d, delay %d, at most %d, %d leaps"
              .formatted(column, delayMicros, maxAdvanceMicros, confirmations));
    }
  }

  /** With the bound that is usual. */
  public Watermark(int column, long delayMicros) {
    this(column, delayMicros, DEFAULT_MAX_ADVANCE_MICROS, DEFAULT_CONFIRMATIONS, false);
  }

  /** The same of a table that rows are only added to. */
  public Watermark ofAppendOnly() {
    return new Watermark(column, delayMicros, maxAdvanceMicros, confirmations, true);
  }
}
