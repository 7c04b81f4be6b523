package dev.evert.shell.progress;

import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.spi.source.SourceProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * How a pipe was at a moment.
 *
 * @param at the moment
 */
record Sample(Instant at, PipeStatus status) {

  /** Changes that went into the log by this run. */
  long changes() {
    return status.sources().stream().mapToLong(SourceStatus::changes).sum();
  }

  /** Changes a second since an earlier sample. */
  double changesPerSecond(Sample earlier) {
    return perSecond(changes() - earlier.changes(), earlier);
  }

  /** So many a second since an earlier sample; 0 if no time has passed. */
  double perSecond(long amount, Sample earlier) {
    long millis = Duration.between(earlier.at, at).toMillis();
    return millis <= 0 ? 0 : Math.max(0, amount) * 1000.0 / millis;
  }

  /** The copying that is under way, by the number of the source. */
  Optional<SourceProgress.Snapshot> snapshot(int source) {
    if (source >= status.sources().size()) {
      return Optional.empty();
    }
    return status
        .sources()
        .get(source)
        .progress()
        .filter(SourceProgress.Snapshot.class::isInstance)
        .map(SourceProgress.Snapshot.class::cast);
  }

  /** The source that is furthest behind among those that follow changes. */
  Optional<SourceProgress.Streaming> slowest() {
    return status.sources().stream()
        .flatMap(source -> source.progress().stream())
        .filter(SourceProgress.Streaming.class::isInstance)
        .map(SourceProgress.Streaming.class::cast)
        .max(Comparator.comparingLong(SourceProgress.Streaming::lagBytes));
  }
}
