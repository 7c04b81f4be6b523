package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.LogOptions;
import dev.evert.log.files.FaultyFiles;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HousekeeperTest {
  private final FaultyFiles files = new FaultyFiles(new Random(1));
  private final LogOptions options =
      LogOptions.defaults().withThreading(LogOptions.Threading.BY_CALLER);

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
        new Retirement(parts.segments(), parts.registry(), registrar, options.clock()));
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
}
