package dev.evert.shell.progress;

import dev.evert.shell.console.Amounts;
import dev.evert.spi.source.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far a source is behind, in words. */
public final class Lag {
  private Lag() {}

  /** The lag in time and in bytes; none where all was read, however old the last change is. */
  public static String of(SourceProgress.Streaming progress, Instant now) {
    if (progress.lagBytes() <= 0) {
      return "no lag";
    }
    String bytes = Amounts.bytes(progress.lagBytes());
    return progress.committedMicros() <= 0
        ? "lag " + bytes
        : "lag " + Amounts.span(time(progress, now)) + ", " + bytes;
  }

  private static Duration time(SourceProgress.Streaming progress, Instant now) {
    Instant committed = Instant.EPOCH.plus(progress.committedMicros(), ChronoUnit.MICROS);
    return Duration.between(committed, now);
  }
}
