package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.Locale;
import java.util.Set;

/**
 * {@code at time zone}. Only UTC is known: the rules of other zones change from one version of Java
 * to the next, and what was derived could not be derived again.
 */
public final class Zones {
  private static final Set<String> NAMES_OF_UTC =
      Set.of("utc", "gmt", "z", "zulu", "etc/utc", "etc/gmt", "uct", "universal");

  private Zones() {}

  /** Whether a name means UTC. */
  public static boolean isUtc(String name) {
    return NAMES_OF_UTC.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The same moment, with or without its zone. */
  public static long convert(Slice zone, long micros) {
    if (!isUtc(zone.toString())) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT, "time zone \"" + zone + "\" is not supported, only UTC is");
    }
    return micros;
  }
}
