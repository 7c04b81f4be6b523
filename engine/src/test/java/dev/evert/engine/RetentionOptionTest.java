package dev.evert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.pipe.PipeStreams;
import dev.evert.log.Log;
import dev.evert.log.LogOptions;
import dev.evert.log.Retention;
import dev.evert.log.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long rows stay is said once, and remembered until something else is said. */
final class RetentionOptionTest {
  private static final Retention WEEK = Retention.of(Duration.ofDays(7));

  @TempDir Path directory;

  @Test
  void whatWasSaidLastHolds() {
    assertThat(opened(Optional.empty())).isEqualTo(Retention.forever());
    assertThat(opened(Optional.of(WEEK))).isEqualTo(WEEK);
    assertThat(opened(Optional.empty())).isEqualTo(WEEK);
    assertThat(opened(Optional.of(Retention.forever()))).isEqualTo(Retention.forever());
    assertThat(opened(Optional.empty())).isEqualTo(Retention.forever());
  }

  private Retention opened(Optional<Retention> said) {
    try (Log log = Journal.open(directory, LogOptions.defaults())) {
      PipeStreams streams = PipeStreams.open(log, "p", 1, 1, said);
      return log.stream(streams.tables().getFirst()).retention();
    }
  }
}
