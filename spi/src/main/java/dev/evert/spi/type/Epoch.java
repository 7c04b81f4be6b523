package dev.evert.spi.type;

/** When the values of dates and timestamps begin to count: 2000-01-01 00:00 UTC. */
public final class Epoch {
  /** It in microseconds since 1970-01-01 00:00 UTC. */
  public static final long UNIX_MICROS = 946_684_800_000_000L;

  private Epoch() {}
}
