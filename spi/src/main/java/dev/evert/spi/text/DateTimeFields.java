package dev.evert.spi.text;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** What a date or time in words consists of. Filled by {@link DateTimeParser}. */
final class DateTimeFields {

  /** Words that stand for a whole value. */
  enum Special {
    NONE,
    INFINITY,
    NEGATIVE_INFINITY
  }

  private Special special = Special.NONE;
  private boolean hasDate;
  private boolean hasTime;
  private boolean hasZone;
  private long year;
  private int month;
  private int dayOfMonth;
  private long micros;
  private int secondsEast;
  private @Nullable ZoneRules rules;

  Special special() {
    return special;
  }

  boolean hasDate() {
    return hasDate;
  }

  boolean hasTime() {
    return hasTime;
  }

  boolean hasZone() {
    return hasZone;
  }

  /** Microseconds since midnight; 0 where no time is given. */
  long micros() {
    return micros;
  }

  void setSpecial(Special word) {
    special = word;
  }

  /** Sets the date; a year of 0 or below is not possible before {@link #beforeChrist}. */
  void setDate(long year, int month, int dayOfMonth) {
    this.year = year;
    this.month = month;
    this.dayOfMonth = dayOfMonth;
    hasDate = true;
  }

  /** The year is one before Christ: 1 BC is the year 0. */
  void beforeChrist() {
    year = 1 - year;
  }

  void setTime(long microsOfDay) {
    micros = microsOfDay;
    hasTime = true;
  }

  void setOffset(int secondsEastOfUtc) {
    secondsEast = secondsEastOfUtc;
    hasZone = true;
  }

  void setRules(ZoneRules zone) {
    rules = zone;
    hasZone = true;
  }

  /** Days since 2000-01-01. */
  long day(String text, String type) {
    if (!hasDate) {
      throw Invalid.dateTime(type, text);
    }
    return CivilDate.day(year, month, dayOfMonth);
  }

  /** Whether month and day exist in the year. */
  boolean dateExists() {
    return month >= 1
        && month <= 12
        && dayOfMonth >= 1
        && dayOfMonth <= CivilDate.daysOfMonth(year, month);
  }

  /** Whether the offset can be told without a date. */
  boolean offsetNeedsDate() {
    return rules != null && !hasDate;
  }

  /** The offset of the zone at this date and time; UTC where no zone is given. */
  int secondsEast() {
    ZoneRules zone = rules;
    if (zone == null) {
      return secondsEast;
    }
    long year = Math.clamp(this.year, -999_999, 999_999);
    LocalDateTime local =
        LocalDateTime.of((int) year, month, dayOfMonth, 0, 0).plusNanos(micros * 1000);
    ZoneOffsetTransition transition = zone.getTransition(local);
    ZoneOffset offset;
    if (transition == null) {
      offset = zone.getOffset(local);
    } else {
      // A time that a clock skips is told by the clock before it, one that it shows twice by the
      // clock after it.
      offset = transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
    }
    return offset.getTotalSeconds();
  }
}
