package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.LogState;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.RetentionGuard;
import dev.evert.log.StreamId;
import dev.evert.log.files.DiskFiles;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Duration AGE = Duration.ofHours(1);

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Random random = new Random(5);

  private Journal open() {
    return open(RetentionGuard.NONE);
  }

  private Journal open(RetentionGuard guard) {
    return Journal.open(
        new DiskFiles(directory),
        LogOptions.defaults()
            .withSegmentBytes(64 * 1024)
            .withThreading(LogOptions.Threading.BY_CALLER)
            .withClock(() -> now)
            .withRetentionGuard(guard));
  }

  private void fill(Journal log, int batches) {
    StreamId timed = log.createStream("timed", Retention.of(AGE));
    StreamId kept = log.createStream("kept", Retention.forever());
    EventBatch batch = new EventBatch();
    for (int i = 0; i < batches; i++) {
      batch.clear();
      batch.operationId(new OperationId(7, log.durable().ordinal() + 1));
      for (int j = random.nextInt(10); j >= 0; j--) {
        byte[] payload = new byte[random.nextInt(200)];
        random.nextBytes(payload);
        batch.add(random.nextInt(20) == 0 ? kept : timed, i, new byte[4], payload);
      }
      var _ = log.append(batch);
      log.step();
    }
  }

  private void houseKeep(Journal log) {
    for (int i = 0; i < 50; i++) {
      log.idle();
      now = now.plusMillis(1);
    }
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static int count(Log log, Position from, StreamId... streams) {
    int count = 0;
    try (LogReader reader = log.reader(from, List.of(streams))) {
      while (reader.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void oldEventsGoAndEverythingElseStays() throws IOException {
    SignedTreeHead before;
    int kept;
    long size;
    try (Journal log = open()) {
      fill(log, 1500);
      kept = count(log, Position.START, log.createStream("kept", Retention.forever()));
      before = log.head();
      houseKeep(log);
      size = bytes();
      now = now.plus(AGE).plus(AGE);
      houseKeep(log);
      check(log, before, kept);
      assertThat(bytes()).isLessThan(size / 2);
    }
    try (Journal log = open()) {
      check(log, before, kept);
      fill(log, 200);
      assertThat(count(log, log.firstRetained(), log.createStream("timed", Retention.of(AGE))))
          .isGreaterThan(200);
    }
  }

  @Test
  void whatIsStillNeededStaysHoweverOld() {
    AtomicLong needed = new AtomicLong();
    try (Journal log = open((_, end) -> end.ordinal() <= needed.get())) {
      fill(log, 1500);
      houseKeep(log);
      now = now.plus(AGE).plus(AGE);
      houseKeep(log);
      assertThat(log.firstRetained()).isEqualTo(Position.START);
      needed.set(log.durable().ordinal() / 2);
      houseKeep(log);
      now = now.plusSeconds(2);
      houseKeep(log);
      assertThat(log.firstRetained().ordinal()).isBetween(needed.get() / 2, needed.get());
    }
  }

  private void check(Journal log, SignedTreeHead before, int kept) {
    StreamId timed = log.createStream("timed", Retention.of(AGE));
    Position first = log.stream(timed).firstRetained();
    assertThat(first.ordinal()).isGreaterThan(1000);
    assertThat(log.firstRetained()).isEqualTo(first);
    assertThatThrownBy(() -> log.reader(Position.START))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.NOT_RETAINED))
        .hasMessageContaining(first.token());
    assertThatThrownBy(() -> log.event(Position.ofOrdinal(10)))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.NOT_RETAINED));
    assertThat(count(log, Position.START, log.createStream("kept", Retention.forever())))
        .isEqualTo(kept);
    assertThat(log.find(new OperationId(7, 4))).isPresent();
    String key = log.verifierKey().text();
    assertThat(ProofCheck.check(key, log.proveConsistency(before, log.head()).toJson()))
        .isInstanceOf(Verdict.Proven.class);
    assertThat(ProofCheck.check(key, log.proveInclusion(Position.START, log.head()).toJson()))
        .isInstanceOf(Verdict.Proven.class);
  }

  @Test
  void aDamagedSegmentIsNamedAndTheOthersAreWrittenAnew() throws IOException {
    try (Journal log = open()) {
      fill(log, 1500);
      houseKeep(log);
      long size = bytes();
      Path first = directory.resolve(SegmentName.of(0).fileName());
      byte[] bytes = Files.readAllBytes(first);
      bytes[bytes.length / 2] ^= 1;
      Files.write(first, bytes);
      now = now.plus(AGE).plus(AGE);
      houseKeep(log);
      assertThat(bytes()).isLessThan(size / 2);
      assertThat(log.state())
          .isInstanceOfSatisfying(
              LogState.Open.class,
              open -> {
                assertThat(open.hindrance().orElseThrow().error()).isEqualTo(LogError.CORRUPT);
                assertThat(open.hindrance().orElseThrow()).hasMessageContaining(first.toString());
              });
    }
  }

  @Test
  void aClockThatIsSetBackDoesNotShortenWhatIsKept() {
    try (Journal log = open()) {
      fill(log, 20);
      StreamId timed = log.createStream("timed", Retention.of(AGE));
      int before = count(log, Position.START, timed);
      now = now.minus(AGE).plusSeconds(60);
      fill(log, 200);
      now = now.plus(AGE).plus(AGE.dividedBy(2));
      houseKeep(log);
      assertThat(count(log, Position.START, timed)).isGreaterThan(before);
      assertThat(log.stream(timed).firstRetained()).isEqualTo(Position.START);
    }
  }

  @Test
  void aReaderThatIsOvertakenSaysSo() {
    try (Journal log = open()) {
      fill(log, 1500);
      houseKeep(log);
      LogReader reader = log.reader(Position.START);
      assertThat(reader.next()).isTrue();
      now = now.plus(AGE).plus(AGE);
      houseKeep(log);
      assertThatThrownBy(
              () -> {
                while (reader.next()) {
                  assertThat(reader.event().keyLength()).isLessThan(2000);
                }
              })
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.NOT_RETAINED));
    }
  }

  @Test
  void aReaderOfWhatIsKeptGoesOnWhileItsSegmentsAreWrittenAnew() {
    try (Journal log = open()) {
      fill(log, 1500);
      houseKeep(log);
      StreamId kept = log.createStream("kept", Retention.forever());
      int expected = count(log, Position.START, kept);
      int found = 0;
      try (LogReader reader = log.reader(Position.START, List.of(kept))) {
        while (reader.next()) {
          found++;
          if (found == 5) {
            now = now.plus(AGE).plus(AGE);
            houseKeep(log);
          }
        }
      }
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void aRetentionCanBeChanged() {
    try (Journal log = open()) {
      StreamId timed = log.createStream("timed", Retention.of(AGE));
      log.changeRetention(timed, Retention.forever());
      assertThat(log.stream(timed).retention()).isEqualTo(Retention.forever());
      assertThatThrownBy(() -> log.createStream("timed", Retention.of(AGE)))
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.STREAM_CONFLICT));
    }
    try (Journal log = open()) {
      assertThat(log.stream("timed").orElseThrow().retention()).isEqualTo(Retention.forever());
    }
  }
}
