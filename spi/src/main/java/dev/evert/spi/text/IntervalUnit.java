package dev.evert.spi.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A unit of an interval. */
enum IntervalUnit {
  MICROSECOND,
  MILLISECOND,
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  YEAR,
  DECADE,
  CENTURY,
  MILLENNIUM;

  private static final Map<String, IntervalUnit> BY_WORD = new HashMap<>();

  static {
    for (IntervalUnit unit : values()) {
      unit.words().forEach(word -> BY_WORD.put(word, unit));
    }
  }

  private List<String> words() {
    return switch (this) {
      case MICROSECOND ->
          List.of("us", "usec", "usecs", "usecond", "useconds", "microsecond", "microseconds");
      case MILLISECOND ->
          List.of("ms", "msec", "msecs", "msecond", "mseconds", "millisecond", "milliseconds");
      case SECOND -> List.of("s", "sec", "secs", "second", "seconds");
      case MINUTE -> List.of("m", "min", "mins", "minute", "minutes");
      case HOUR -> List.of("h", "hr", "hrs", "hour", "hours");
      case DAY -> List.of("d", "day", "days");
      case WEEK -> List.of("w", "week", "weeks");
      case MONTH -> List.of("mon", "mons", "month", "months");
      case YEAR -> List.of("y", "yr", "yrs", "year", "years");
      case DECADE -> List.of("dec", "decs", "decade", "decades");
      case CENTURY -> List.of("c", "cent", "century", "centuries");
      case MILLENNIUM -> List.of("mil", "mils", "millennium", "millennia");
    };
  }

  /** The unit of a word in lower case. */
  static @Nullable IntervalUnit of(String word) {
    return BY_WORD.get(word);
  }
}
