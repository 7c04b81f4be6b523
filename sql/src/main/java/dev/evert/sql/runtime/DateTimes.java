package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader.TimeTz;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import org.jspecify.annotations.Nullable;

/** Casts between dates and times; the zone is UTC. */
public final class DateTimes {
  static final long DAY_MICROS = 86_400_000_000L;
  static final int DAY_SECONDS = 86_400;
  static final long SECOND_MICROS = 1_000_000L;
  static final long FIRST_MICROS = -211_813_488_000_000_000L;
  static final long END_MICROS = 9_223_371_331_200_000_000L;
  static final int FIRST_DAY = -2_451_545;
  static final int END_DAY = 2_145_031_949;
  static final long INFINITY = Long.MAX_VALUE;
  static final long NEGATIVE_INFINITY = Long.MIN_VALUE;

  private DateTimes() {}

  /** The method that casts from one type to another. */
  public static String castName(Type.Simple from, Type.Simple to) {
    boolean date = from == Type.Simple.DATE || to == Type.Simple.DATE;
    boolean same = !date && isMoment(from) && isMoment(to);
    return same ? "same" : word(from) + "To" + capital(word(to));
  }

  private static boolean isMoment(Type.Simple type) {
    return type == Type.Simple.TIMESTAMP || type == Type.Simple.TIMESTAMPTZ;
  }

  private static String word(Type.Simple type) {
    return switch (type) {
      case DATE -> "date";
      case TIME -> "time";
      case TIMETZ -> "timeTz";
      case TIMESTAMP, TIMESTAMPTZ -> "timestamp";
      case INTERVAL -> "interval";
      case BOOLEAN, INT2, INT4, INT8, FLOAT4, FLOAT8, BYTEA, UUID, JSON, JSONB ->
          throw new IllegalArgumentException("no date or time: " + type);
    };
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** Timestamps with and without zone are one in UTC. */
  public static long same(long timestamp) {
    return timestamp;
  }

  /** Midnight of the day. */
  public static long dateToTimestamp(int days) {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      return days < 0 ? NEGATIVE_INFINITY : INFINITY;
    }
    if (days >= END_MICROS / DAY_MICROS) {
      throw outOfRange("date out of range for timestamp");
    }
    return days * DAY_MICROS;
  }

  /** The day. */
  public static int timestampToDate(long micros) {
    if (isInfinite(micros)) {
      return micros < 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
    }
    return (int) Math.floorDiv(micros, DAY_MICROS);
  }

  /** The time of the day; an infinity has none. */
  public static @Nullable Long timestampToTime(long micros) {
    return isInfinite(micros) ? null : Math.floorMod(micros, DAY_MICROS);
  }

  /** The time of the day, in UTC; an infinity has none. */
  public static @Nullable TimeTz timestampToTimeTz(long micros) {
    return isInfinite(micros) ? null : new TimeTz(Math.floorMod(micros, DAY_MICROS), 0);
  }

  /** The time since midnight. */
  public static IntervalValue timeToInterval(long micros) {
    return new IntervalValue(0, 0, micros);
  }

  /** The part below a day. */
  public static long intervalToTime(IntervalValue interval) {
    if (Intervals.isInfinite(interval)) {
      throw outOfRange("cannot convert infinite interval to time");
    }
    return Math.floorMod(interval.micros(), DAY_MICROS);
  }

  /** The time, in UTC. */
  public static TimeTz timeToTimeTz(long micros) {
    return new TimeTz(micros, 0);
  }

  /** The time without its zone. */
  public static long timeTzToTime(TimeTz time) {
    return time.micros();
  }

  static boolean isInfinite(long timestamp) {
    return timestamp == INFINITY || timestamp == NEGATIVE_INFINITY;
  }

  static long checkTimestamp(long micros) {
    if (micros < FIRST_MICROS || micros >= END_MICROS) {
      throw outOfRange("timestamp out of range");
    }
    return micros;
  }

  static int checkDate(long days) {
    if (days < FIRST_DAY || days >= END_DAY) {
      throw outOfRange("date out of range");
    }
    return (int) days;
  }

  static EvertException outOfRange(String message) {
    return new EvertException(ErrorCode.DATETIME_OUT_OF_RANGE, message);
  }
}
