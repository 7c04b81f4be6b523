package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogState;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.files.FaultyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is not a failure of the file system fails the log too, and nobody waits for it for ever. */
@Timeout(60)
class FailedLogTest {
  @TempDir Path directory;
  private volatile boolean broken;

  private Instant now() {
    if (broken) {
      throw new IllegalStateException("a clock that is broken for a test");
    }
    return Instant.now();
  }

  private static void assertFails(ThrowingCallable work) {
    assertThatThrownBy(work)
        .satisfies(thrown -> {
          Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
          assertThat(cause).isInstanceOf(LogException.class);
        });
  }

  @Test
  void whateverTheCommitThreadThrowsFailsTheLogAndWhatWaits() {
    try (Journal log = Journal.open(directory, LogOptions.defaults().withClock(this::now))) {
      StreamId timed = log.createStream("timed", Retention.of(Duration.ofHours(1)));
      broken = true;
      EventBatch batch = new EventBatch().add(timed, 1, new byte[1], new byte[1]);
      assertFails(() -> log.append(batch).join());
      assertThat(log.state()).isInstanceOf(LogState.Failed.class);
      assertFails(() -> log.append(batch).join());
    }
  }

  @Test
  void aHeadThatWillNeverBeIsNotWaitedFor() throws IOException {
    FaultyFiles files = new FaultyFiles(new Random(1));
    LogOptions options = LogOptions.defaults();
    Recovered parts = Recovery.run(files, options);
    Heads heads = Heads.open(files, parts.segments().logId(), options.clock(), options.random());
    TreeGrowth growth = new TreeGrowth(parts.tree()::grow, false, _ -> {});
    RandomAccess events = new RandomAccess(parts, () -> false);
    LogState failed =
        new LogState.Failed(new LogException(LogError.FAILED, "the tree stands still"));
    JournalProofs proofs = new JournalProofs(parts, growth, heads, events::event, () -> failed);
    assertThat(proofs.head().head().size()).isZero();
    parts.durable().advance(5);
    assertThatThrownBy(proofs::head)
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.FAILED));
  }
}
