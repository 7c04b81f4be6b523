package dev.evert.spi.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads time zones: offsets, the usual abbreviations and the names of the IANA database. */
final class ZoneText {
  /** Says that a text is no offset. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int MAX_OFFSET_SECONDS = 16 * 3600;

  private ZoneText() {}

  /** The names in any case, as PostgreSQL reads them. */
  private static final class Names {
    static final Map<String, String> BY_LOWER_CASE = new TreeMap<>();

    static {
      Set<String> names = ZoneId.getAvailableZoneIds();
      names.forEach(name -> BY_LOWER_CASE.put(name.toLowerCase(Locale.ROOT), name));
    }

    private Names() {}
  }

  /** Where the word that starts at {@code from} ends, if it is to be read as a zone. */
  static int end(String text, int from) {
    int at = from;
    boolean named = false;
    while (at < text.length() && isPart(text.charAt(at), named)) {
      named |= text.charAt(at) == '/';
      at++;
    }
    return at;
  }

  private static boolean isPart(char c, boolean named) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean inName = c == '-' || c == '+' || (c >= '0' && c <= '9');
    return letter || c == '/' || c == '_' || c == '.' || (named && inName);
  }

  /** Sets the zone that is named so; false if there is none. */
  static boolean setZone(String name, DateTimeFields fields) {
    String lower = name.toLowerCase(Locale.ROOT);
    Integer seconds = ZoneAbbreviations.SECONDS_EAST.get(lower);
    if (seconds != null) {
      fields.setOffset(seconds);
      return true;
    }
    String known = Names.BY_LOWER_CASE.get(lower);
    if (known == null) {
      return false;
    }
    try {
      fields.setRules(ZoneId.of(known).getRules());
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  /** Seconds east of UTC of {@code +hh}, {@code +hhmm}, {@code +hh:mm[:ss]}; or {@link #NONE}. */
  static int offset(String text) {
    String digits = text.substring(1);
    int[] parts = digits.contains(":") ? split(digits) : pack(digits);
    if (parts.length == 0 || parts[1] > 59 || parts[2] > 59) {
      return NONE;
    }
    int seconds = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    if (seconds >= MAX_OFFSET_SECONDS) {
      return NONE;
    }
    return text.charAt(0) == '-' ? -seconds : seconds;
  }

  private static int[] split(String digits) {
    String[] parts = digits.split(":", -1);
    if (parts.length > 3) {
      return new int[0];
    }
    int[] numbers = new int[3];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].isEmpty() || parts[i].length() > 2) {
        return new int[0];
      }
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }

  private static int[] pack(String digits) {
    int length = digits.length();
    if (length == 0 || length > 4) {
      return new int[0];
    }
    int number = Integer.parseInt(digits);
    if (length <= 2) {
      return new int[] {number, 0, 0};
    }
    return new int[] {number / 100, number % 100, 0};
  }
}
