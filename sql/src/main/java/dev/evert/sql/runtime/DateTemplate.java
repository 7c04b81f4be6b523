package dev.evert.sql.runtime;

import dev.evert.sql.runtime.DateTokens.Token;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A template of dates and times that was read before, and what it last made of a moment: all
 * moments that differ in nothing that the template shows look the same.
 */
final class DateTemplate {
  private static final int KEPT = 8;
  private static final ThreadLocal<DateTemplate[]> THREAD =
      ThreadLocal.withInitial(() -> new DateTemplate[KEPT]);

  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final String zone;
  private final Slice copy;
  private final List<Token> tokens;
  private final long unit;
  private long from;
  private long to;
  private Slice shown = Slice.EMPTY;

  private DateTemplate(Slice template, String zone) {
    this.zone = zone;
    // The bytes of a template from a row may be overwritten by the next row's.
    this.copy = Slice.of(template.toBytes());
    this.tokens = DateTokens.of(template.toString());
    this.unit = tokens.stream().mapToLong(DateTemplate::unit).min().orElse(DAY);
  }

  /** The template, as it is used with a zone. */
  static DateTemplate of(Slice template, String zone) {
    @Nullable DateTemplate[] kept = THREAD.get();
    for (DateTemplate known : kept) {
      if (known != null && known.copy.equals(template) && known.zone.equals(zone)) {
        return known;
      }
    }
    DateTemplate made = new DateTemplate(template, zone);
    System.arraycopy(kept, 0, kept, 1, kept.length - 1);
    kept[0] = made;
    return made;
  }

  /** In microseconds, how far a moment must move to look different, at the least. */
  private static long unit(Token token) {
    String field = token.field();
    if (field == null) {
      return DAY;
    }
    return switch (field.toUpperCase(Locale.ROOT)) {
      case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6" -> 1;
      case "SS", "SSSS", "SSSSS" -> SECOND;
      case "MI" -> MINUTE;
      case "HH", "HH12", "HH24", "A.M.", "P.M.", "AM", "PM" -> HOUR;
      default -> DAY;
    };
  }

  List<Token> tokens() {
    return tokens;
  }

  /** What a moment was made into; null if it was not the last one. */
  @Nullable Slice shown(long micros) {
    return micros >= from && micros < to ? shown : null;
  }

  /** This is what the moment was made into. */
  Slice keep(long micros, Slice made) {
    from = Math.floorDiv(micros, unit) * unit;
    to = from + unit;
    shown = made;
    return made;
  }
}
