package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.LogState;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.files.FaultyFiles;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalViewTest {
  private final long seed = Long.getLong("evert.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FaultyFiles files = new FaultyFiles(random);
  private final LogOptions options =
      LogOptions.defaults()
          .withSegmentBytes(16 * 1024)
          .withMaxOperationsInMemory(20)
          .withThreading(LogOptions.Threading.BY_CALLER);

  private void fill(Journal log, int batches) {
    StreamId stream = log.createStream("s", Retention.forever());
    EventBatch batch = new EventBatch();
    for (int i = 0; i < batches; i++) {
      batch.clear();
      batch.operationId(new OperationId(1, log.durable().ordinal() + 1));
      for (int j = random.nextInt(5); j >= 0; j--) {
        batch.add(stream, i, new byte[3], new byte[random.nextInt(100)]);
      }
      var _ = log.append(batch);
      log.step();
    }
  }

  private static long count(LogReader reader) {
    long count = 0;
    while (reader.next()) {
      count++;
    }
    return count;
  }

  @Test
  void aViewSeesWhatTheWriterHasMadeDurable() {
    try (Journal log = Journal.open(files, options)) {
      fill(log, 300);
      log.idle();
      try (JournalView view = JournalView.open(files, options)) {
        assertThat(view.durable()).isEqualTo(log.durable());
        LogReader reader = view.reader(Position.START);
        assertThat(count(reader)).isEqualTo(log.durable().ordinal());
        assertThat(view.head().head().root()).isEqualTo(log.head().head().root());
        log.createStream("later", Retention.forever());
        fill(log, 3);
        log.idle();
        assertThat(view.refresh()).isTrue();
        assertThat(view.durable()).isEqualTo(log.durable());
        assertThat(count(reader)).isPositive();
        assertThat(view.stream("later")).isPresent();
        assertThat(view.head().head().root()).isEqualTo(log.head().head().root());
        String proof =
            view.proveInclusion(Position.ofOrdinal(log.durable().ordinal() - 1), view.head())
                .toJson();
        assertThat(ProofCheck.check(log.verifierKey().text(), proof))
            .isInstanceOf(Verdict.Proven.class);
        fill(log, 300);
        assertThat(view.refresh()).isFalse();
      }
    }
  }

  @Test
  void aViewChangesNothing() throws IOException {
    try (Journal log = Journal.open(files, options)) {
      fill(log, 100);
    }
    List<String> names = files.list();
    try (JournalView view = JournalView.open(files, options)) {
      assertThat(view.state()).isInstanceOf(LogState.ReadOnly.class);
      assertThat(
              view.find(new OperationId(1, 5)).isPresent()
                  || view.find(new OperationId(1, 3)).isPresent())
          .isTrue();
      assertReadOnly(() -> view.append(new EventBatch()).join());
      assertReadOnly(() -> view.createStream("new", Retention.forever()));
      assertReadOnly(() -> view.changeRetention(new StreamId(1), Retention.forever()));
    }
    assertThat(files.list()).containsExactlyElementsOf(names);
  }

  private static void assertReadOnly(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.READ_ONLY));
  }

  @Test
  void thereIsNothingToSeeInAnEmptyDirectory(@TempDir Path directory) {
    assertThatThrownBy(() -> JournalView.open(directory))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.NOT_FOUND));
    assertThatThrownBy(() -> JournalVerification.run(directory, _ -> {}))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.NOT_FOUND));
  }

  @Test
  void anIntactLogIsVerifiedAlsoWhileItIsWritten() {
    try (Journal log = Journal.open(files, options)) {
      fill(log, 300);
      assertThat(JournalVerification.run(files, _ -> {}).problems()).isEmpty();
      log.idle();
      assertThat(JournalVerification.run(files, _ -> {}).problems()).isEmpty();
    }
    JournalVerification.Report report = JournalVerification.run(files, _ -> {});
    assertThat(report.problems()).isEmpty();
    try (JournalView view = JournalView.open(files, options)) {
      assertThat(report.events()).isEqualTo(view.durable().ordinal());
      assertThat(report.segments()).isGreaterThan(3);
    }
  }

  @Test
  void everyDamagedPlaceIsNamed() throws IOException {
    try (Journal log = Journal.open(files, options)) {
      fill(log, 500);
      log.idle();
    }
    List<String> segments =
        files.list().stream().filter(name -> name.endsWith(".segment")).sorted().toList();
    files.flipBit(segments.get(0), 5000, 1);
    files.flipBit(segments.get(0), 9000, 1);
    files.flipBit(segments.get(2), 7000, 1);
    JournalVerification.Report report = JournalVerification.run(files, _ -> {});
    assertThat(report.problems())
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem.file()).endsWith(".segment"));
    assertThat(report.isIntact()).isFalse();
    assertThat(report.root()).isEmpty();
  }

  @Test
  void damageInWhatIsDerivedIsNamed() throws IOException {
    try (Journal log = Journal.open(files, options)) {
      fill(log, 500);
      log.idle();
    }
    for (String name : files.list()) {
      long size = files.openForReading(name).size();
      if (name.endsWith(".index") || name.endsWith(".operations") || name.equals("tree-head")) {
        long offset = name.equals("tree-head") ? 50 : size - 20;
        if (name.endsWith(".operations")) {
          offset = size - 4096 + 17;
        }
        files.flipBit(name, offset, 1);
        assertThat(JournalVerification.run(files, _ -> {}).problems())
            .as("seed %d, %s", seed, name)
            .isNotEmpty();
        files.flipBit(name, offset, 1);
      }
    }
    assertThat(JournalVerification.run(files, _ -> {}).problems()).isEmpty();
  }
}
