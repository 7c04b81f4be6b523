package dev.evert.log.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.OperationId;
import dev.evert.log.files.DiskFiles;
import dev.evert.log.files.FaultyFiles;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationIndexTest {
  private static final LogId LOG = new LogId(1, 2);

  private final long seed = Long.getLong("evert.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<OperationId, OperationPlace> reference = new HashMap<>();
  private long position;

  private void add(OperationIndex index, OperationId id) {
    OperationPlace place = new OperationPlace(position, 1 + random.nextInt(5));
    if (reference.putIfAbsent(id, place) == null) {
      index.add(id.high(), id.low(), place.first(), place.events());
      position += place.events();
    }
  }

  private OperationId randomId() {
    return new OperationId(random.nextLong(), random.nextLong());
  }

  private void check(OperationIndex index) {
    reference.forEach((id, place) ->
        assertThat(index.find(id.high(), id.low())).as("seed %d", seed).isEqualTo(place));
    for (int i = 0; i < 1000; i++) {
      OperationId id = randomId();
      assertThat(index.find(id.high(), id.low())).isNull();
    }
  }

  @Test
  void everyOperationIsFoundInTablesFilesAndAfterReopening() throws IOException {
    LogFiles files = new FaultyFiles(random);
    OperationIndex index = OperationIndex.open(files, LOG);
    for (int step = 0; step < 400; step++) {
      int few = random.nextInt(10) == 0 ? 3000 : 100;
      for (int i = random.nextInt(few); i >= 0; i--) {
        add(index, randomId());
      }
      switch (random.nextInt(4)) {
        case 0 -> index.freeze(position);
        case 1 -> index.flush();
        case 2 -> index.merge();
        default -> assertThat(index.covered()).isLessThanOrEqualTo(position);
      }
    }
    check(index);
    index.freeze(position);
    while (index.flush()) {
      index.merge();
    }
    check(index);
    assertThat(files.list()).hasSizeLessThan(12);
    OperationIndex reopened = OperationIndex.open(files, LOG);
    assertThat(reopened.covered()).isEqualTo(position);
    check(reopened);
  }

  @Test
  void idsThatLookAlikeAreToldApart() throws IOException {
    LogFiles files = new FaultyFiles(random);
    OperationIndex index = OperationIndex.open(files, LOG);
    for (int i = 0; i < 20_000; i++) {
      add(index, new OperationId(0, i + 1L));
      add(index, new OperationId((long) i << 40, 7));
    }
    index.freeze(position);
    index.flush();
    check(index);
    assertThat(index.find(0, 20_001)).isNull();
  }

  @Test
  void aDamagedFileIsRemovedOrItsPageIsNamed(@TempDir Path directory) throws IOException {
    FaultyFiles files = new FaultyFiles(random);
    OperationIndex index = OperationIndex.open(files, LOG);
    for (int i = 0; i < 1000; i++) {
      add(index, randomId());
    }
    index.freeze(position);
    index.flush();
    String name = files.list().getFirst();
    long size = files.openForReading(name).size();
    files.flipBit(name, size - 4096 + 100, 3);
    OperationIndex damaged = OperationIndex.open(files, LOG);
    assertThatThrownBy(() -> reference.keySet().forEach(id -> damaged.find(id.high(), id.low())))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.CORRUPT))
        .hasMessageContaining(name);
    files.flipBit(name, 70, 3);
    assertThat(OperationIndex.open(files, LOG).covered()).isZero();
    assertThat(files.list()).isEmpty();
    assertThat(OperationIndex.open(new DiskFiles(directory), LOG).covered()).isZero();
  }

  @Test
  void whatACrashDuringAMergeLeavesIsIgnored() throws IOException {
    FaultyFiles files = new FaultyFiles(random);
    OperationIndex index = OperationIndex.open(files, LOG);
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < 500; i++) {
        add(index, randomId());
      }
      index.freeze(position);
      index.flush();
    }
    // Writing the merged file survives, removing the first old one does not.
    files.cutPowerAfter(100_000);
    assertThat(index.merge()).isTrue();
    files.endProcess();
    files.cutPower();
    OperationIndex reopened = OperationIndex.open(files, LOG);
    assertThat(reopened.covered()).isEqualTo(position);
    check(reopened);
    assertThat(List.copyOf(files.list())).hasSize(1);
  }
}
