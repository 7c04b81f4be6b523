package dev.evert.dataflow.operator;

import dev.evert.dataflow.Clock;
import dev.evert.dataflow.Watermark;
import dev.evert.dataflow.WatermarkStatus;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.row.Schema;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The time of a table's own rows: moves its watermark on as changes come, and finds the late ones.
 * What operators see of the watermark is how it was when the last step ended: before that, rows may
 * still be on their way that were not late.
 */
final class EventTime {
  private static final long NONE = TimeColumn.NONE;

  private static final int WATERMARK = 0;
  private static final int LATE = 1;
  private static final int LEAPS = 2;
  private static final int LAST_LEAP = 3;
  private static final int LEAPS_IN_A_ROW = 4;
  private static final int EARLIEST_LEAP = 5;

  private final Watermark declared;
  private final TimeColumn column;
  private final KeptNumbers kept;
  private long[] numbers;
  private long[] stepped;
  private long passed;
  private @Nullable LateOperator lateRows;

  EventTime(Watermark declared, Schema schema, Arrangement arrangement) {
    this.declared = declared;
    this.column = new TimeColumn(schema, declared.column());
    this.kept = new KeptNumbers(arrangement, NONE, 0, 0, NONE, 0, NONE);
    this.numbers = kept.saved();
    this.stepped = kept.saved();
    this.passed = stepped[WATERMARK];
  }

  boolean isAppendOnly() {
    return declared.appendOnly();
  }

  Arrangement arrangement() {
    return kept.arrangement();
  }

  /** Someone takes the late rows. */
  void lateRows(LateOperator operator) {
    lateRows = operator;
  }

  /**
   * Has the rows expire that are behind the watermark.
   *
   * @param keyed whether a row is the value of its entry, not the key
   */
  Expiry behind(boolean keyed) {
    return () -> {
      long watermark = settled();
      TimeColumn times = column.another();
      return watermark == NONE
          ? null
          : (bytes, keyFrom, keyTo, valueTo) ->
              isBefore(
                  times.of(bytes, keyed ? keyTo : keyFrom, keyed ? valueTo : keyTo), watermark);
    };
  }

  /** The watermark, with all changes that have come. */
  long watermark() {
    return numbers[WATERMARK];
  }

  /** The watermark as it was when the last step ended; {@link Clock#BEGINNING} before any. */
  long settled() {
    return stepped[WATERMARK];
  }

  /** Whether a change of this row may be made; then the watermark moves on. */
  boolean admits(String change, byte[] bytes, int from, int to, boolean advances, long cause) {
    long time = column.of(bytes, from, to);
    if (isBefore(time, watermark())) {
      numbers[LEAPS_IN_A_ROW] = 0;
      late(change, bytes, from, to, watermark(), cause);
      return false;
    }
    if (advances && time != NONE && time != Long.MAX_VALUE) {
      advance(time);
    }
    return true;
  }

  /** Whether a change of the row that stands is late: then it has no effect. */
  boolean isLate(StandingRow row, EntryBatch entries, int i, long watermark) {
    if (!isBefore(column.of(row.bytes(), row.from(), row.to()), watermark)) {
      return false;
    }
    boolean deletes = entries.weight(i) < 0;
    byte[] bytes = deletes ? row.bytes() : entries.bytes();
    int from = deletes ? row.from() : entries.keyTo(i);
    int to = deletes ? row.to() : entries.to(i);
    late(deletes ? "delete" : "upsert", bytes, from, to, watermark, entries.cause(i));
    return true;
  }

  /** Whether the deletion of this row is late: then it has no effect. */
  boolean isLate(byte[] bytes, int from, int to, long watermark, long cause) {
    boolean late = isBefore(column.of(bytes, from, to), watermark);
    if (late) {
      late("delete", bytes, from, to, watermark, cause);
    }
    return late;
  }

  private static boolean isBefore(long time, long watermark) {
    return time != NONE && time < watermark;
  }

  private void late(String change, byte[] bytes, int from, int to, long watermark, long cause) {
    numbers[LATE]++;
    if (lateRows != null) {
      lateRows.add(change, bytes, from, to, watermark, cause);
    }
  }

  /** The bytes of the late rows that were not stepped yet. */
  long pendingBytes() {
    return lateRows == null ? 0 : lateRows.pendingBytes();
  }

  private void advance(long time) {
    long next = SessionRegion.plus(time, -declared.delayMicros());
    boolean begun = watermark() != NONE;
    if (begun && next <= SessionRegion.plus(watermark(), declared.maxAdvanceMicros())) {
      numbers[WATERMARK] = Math.max(watermark(), next);
      numbers[LEAPS_IN_A_ROW] = 0;
      return;
    }
    boolean first = numbers[LEAPS_IN_A_ROW]++ == 0;
    numbers[EARLIEST_LEAP] = first ? next : Math.min(next, numbers[EARLIEST_LEAP]);
    if (begun) {
      numbers[LEAPS]++;
      numbers[LAST_LEAP] = time;
    }
    if (numbers[LEAPS_IN_A_ROW] >= declared.confirmations()) {
      numbers[WATERMARK] = numbers[EARLIEST_LEAP];
      numbers[LEAPS_IN_A_ROW] = 0;
    }
  }

  /** No change comes any more: whatever time can still come to an end has. */
  void complete() {
    numbers[WATERMARK] = Long.MAX_VALUE;
    numbers[LEAPS_IN_A_ROW] = 0;
  }

  /** All changes that have come were stepped; whether the watermark has moved. */
  boolean settle() {
    boolean moved = stepped[WATERMARK] != numbers[WATERMARK];
    passed = stepped[WATERMARK];
    System.arraycopy(numbers, 0, stepped, 0, numbers.length);
    return moved;
  }

  /**
   * The watermark before its last move: what operators make of that move is not behind it, so that
   * what is behind it is needed no more.
   */
  long passed() {
    return passed;
  }

  void save() {
    kept.save(stepped);
  }

  WatermarkStatus status() {
    return new WatermarkStatus(
        known(stepped[WATERMARK]), stepped[LATE], stepped[LEAPS], known(stepped[LAST_LEAP]));
  }

  private static OptionalLong known(long time) {
    return time == NONE ? OptionalLong.empty() : OptionalLong.of(time);
  }
}
