package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.files.FaultyFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final FaultyFiles files = new FaultyFiles(new Random(1));
  private final LogOptions options =
      LogOptions.defaults().withThreading(LogOptions.Threading.BY_CALLER).withClock(() -> now);
  private final List<Optional<LogException>> hindrances = new ArrayList<>();

  private Housekeeper housekeeper(Recovered parts) throws IOException {
    CommitQueue queue = new CommitQueue(1 << 16);
    Committer committer =
        new Committer(
            parts,
            new SegmentWriter(files, options.segmentBytes(), parts.segments().last()),
            new TreeGrowth(parts.tree()::grow, false, _ -> {}),
            new OperationLookup(parts.operations(), parts.durable()),
            queue,
            options,
            _ -> {});
    AppendPath appends =
        new AppendPath(parts.registry(), queue, committer, null, options.maxBatchBytes());
    Registrar registrar = new Registrar(parts.registry(), appends, options.clock());
    Heads heads = Heads.open(files, parts.segments().logId(), options.clock(), options.random());
    return new Housekeeper(
        parts,
        heads,
        new Retirement(parts.segments(), parts.registry(), registrar, options),
        options.clock(),
        hindrances::add);
  }

  /** The commit thread shows the next segment before it seals the one before. */
  @Test
  void aSegmentThatIsSealedAMomentLaterGetsItsIndexThen() throws IOException {
    Recovered parts = Recovery.run(files, options);
    Housekeeper housekeeper = housekeeper(parts);
    Segment old = parts.segments().last();
    parts.segments().add(SegmentWriter.create(files, parts.segments().logId(), 1, 1));
    housekeeper.step();
    assertThat(old.summary()).isNull();
    old.seal(new Sealing(parts.tree().edge(), 1));
    housekeeper.step();
    assertThat(old.summary()).isNotNull();
  }

  @Test
  void whatDoesNotGoOnIsToldOnceAndTriedEverMoreSeldom() throws IOException {
    Recovered parts = Recovery.run(files, options);
    Housekeeper housekeeper = housekeeper(parts);
    Segment old = parts.segments().last();
    parts.segments().add(SegmentWriter.create(files, parts.segments().logId(), 1, 1));
    old.seal(new Sealing(parts.tree().edge(), 1));
    files.freeBytes(0);
    assertThat(failuresWithin(housekeeper, 1000)).isBetween(8, 12);
    assertThat(hindrances).hasSize(1);
    assertThat(hindrances.getFirst().orElseThrow().error()).isEqualTo(LogError.DISK_FULL);
    assertThat(files.list()).noneMatch(name -> name.endsWith(".new"));
    files.freeBytes(Long.MAX_VALUE);
    assertThat(failuresWithin(housekeeper, 600)).isZero();
    assertThat(old.summary()).isNotNull();
    assertThat(hindrances).hasSize(2).last().isEqualTo(Optional.empty());
  }

  private int failuresWithin(Housekeeper housekeeper, int seconds) {
    int failures = 0;
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      try {
        housekeeper.step();
      } catch (LogException e) {
        failures++;
      }
    }
    return failures;
  }
}
