package dev.evert.sql.runtime;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What uuids of the variant of RFC 9562 tell. */
public final class UuidParts {
  private static final int RFC_VARIANT = 2;

  /** From 1582-10-15, when the Gregorian calendar began, to 2000-01-01. */
  private static final long GREGORIAN_MICROS = 13_165_977_600_000_000L;

  private UuidParts() {}

  /** The version; null of other variants. */
  public static @Nullable Short version(UUID uuid) {
    return uuid.variant() == RFC_VARIANT ? Short.valueOf((short) uuid.version()) : null;
  }

  /** When it was made, as versions 1 and 7 tell; null of others. */
  public static @Nullable Long timestamp(UUID uuid) {
    if (uuid.variant() != RFC_VARIANT) {
      return null;
    }
    return switch (uuid.version()) {
      case 1 -> uuid.timestamp() / 10 - GREGORIAN_MICROS;
      case 7 -> {
        long millis = uuid.getMostSignificantBits() >>> 16;
        long epoch = (long) DateArithmetic.FIRST_EPOCH_DAY * DateTimes.DAY_MICROS;
        yield millis * 1000 - epoch;
      }
      default -> null;
    };
  }
}
