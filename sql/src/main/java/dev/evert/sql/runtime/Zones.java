package dev.evert.sql.runtime;

import dev.evert.spi.text.ZoneAbbreviations;
import dev.evert.spi.type.IntervalValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Time zones by the names of the IANA database, in any case, and by the usual abbreviations. Their
 * rules are those of the Java runtime, whose version ({@link #dataVersion}) belongs to what a view
 * is derived by: the same rules give the same rows.
 */
public final class Zones {
  private Zones() {}

  /** The zones' rules, by names in lower case. */
  private static final class Names {
    static final Map<String, ZoneRules> RULES = new HashMap<>();

    static {
      for (String name : ZoneId.getAvailableZoneIds()) {
        RULES.put(name.toLowerCase(Locale.ROOT), ZoneId.of(name).getRules());
      }
      ZoneAbbreviations.SECONDS_EAST.forEach(
          (name, seconds) -> RULES.put(name, ZoneOffset.ofTotalSeconds(seconds).getRules()));
    }

    private Names() {}
  }

  /** The version of the rules, like {@code 2025b}. */
  public static String dataVersion() {
    return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
  }

  /** Whether there is a zone of this name. */
  public static boolean isKnown(String name) {
    return Names.RULES.containsKey(name.toLowerCase(Locale.ROOT));
  }

  static ZoneRules rules(Slice name) {
    ZoneRules rules = Names.RULES.get(name.toString().toLowerCase(Locale.ROOT));
    if (rules == null) {
      throw TextLimit.invalid("time zone \"" + name + "\" not recognized");
    }
    return rules;
  }

  /** The moment at which a clock of the zone shows the timestamp. */
  public static long toUtc(Slice zone, long local) {
    return toUtc(rules(zone), local);
  }

  /**
   * A time that a clock skips is told by the clock before it, one that it shows twice by the clock
   * after it.
   */
  static long toUtc(ZoneRules rules, long local) {
    if (DateTimes.isInfinite(local)) {
      return local;
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds(local), 0, ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(time);
    ZoneOffset offset =
        transition == null
            ? rules.getOffset(time)
            : transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
    return DateTimes.checkTimestamp(local - offset.getTotalSeconds() * DateTimes.SECOND_MICROS);
  }

  /** What a clock of the zone shows at the moment. */
  public static long fromUtc(Slice zone, long moment) {
    return fromUtc(rules(zone), moment);
  }

  static long fromUtc(ZoneRules rules, long moment) {
    return DateTimes.isInfinite(moment)
        ? moment
        : DateTimes.checkTimestamp(moment + offset(rules, moment));
  }

  /** How far east a zone is at a moment, in microseconds. */
  static long offset(ZoneRules rules, long moment) {
    try {
      Instant instant = Instant.ofEpochSecond(seconds(moment));
      return rules.getOffset(instant).getTotalSeconds() * DateTimes.SECOND_MICROS;
    } catch (DateTimeException _) {
      throw DateTimes.outOfRange("timestamp out of range");
    }
  }

  /** Since 1970. */
  private static long seconds(long micros) {
    return Math.floorDiv(micros, DateTimes.SECOND_MICROS)
        + (long) DateArithmetic.FIRST_EPOCH_DAY * DateTimes.DAY_SECONDS;
  }

  /** The moment at which a clock shows the timestamp that is so far ahead of UTC. */
  public static long toUtc(IntervalValue ahead, long local) {
    return DateTimes.isInfinite(local)
        ? local
        : DateTimes.checkTimestamp(local - wholeSeconds(ahead));
  }

  /** What a clock shows that is so far ahead of UTC. */
  public static long fromUtc(IntervalValue ahead, long moment) {
    return DateTimes.isInfinite(moment)
        ? moment
        : DateTimes.checkTimestamp(moment + wholeSeconds(ahead));
  }

  private static long wholeSeconds(IntervalValue ahead) {
    if (ahead.months() != 0 || ahead.days() != 0) {
      throw TextLimit.invalid("interval time zone must not include months or days");
    }
    return ahead.micros() / DateTimes.SECOND_MICROS * DateTimes.SECOND_MICROS;
  }

  /** The same moment, in the session's zone, which is UTC. */
  public static long local(long timestamp) {
    return timestamp;
  }
}
