package dev.evert.dataflow.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Merges for which nobody has time: who adds does them, and what waits in the queue is empty. */
final class QueuedMergeTest {
  private static final int RUNS = 2_000;
  private static final int ENTRIES = 50;

  private final List<Runnable> queue = new ArrayList<>();

  private final class BusyStorage implements RunStorage {
    @Override
    public BlockSink open(long sizeBytes, boolean causes) {
      return RunStorage.MEMORY.open(sizeBytes, causes);
    }

    @Override
    public Executor merger() {
      return queue::add;
    }

    @Override
    public long mergerBytes() {
      return 0;
    }
  }

  private static Run run(int number) {
    RunBuilder builder = new RunBuilder(false);
    for (int i = 0; i < ENTRIES; i++) {
      int key = i * RUNS + number;
      byte[] bytes = {(byte) (key >> 24), (byte) (key >> 16), (byte) (key >> 8), (byte) key, 0, 0};
      builder.add(bytes, 0, 4, bytes.length, 1, 0);
    }
    return Objects.requireNonNull(builder.finish());
  }

  @Test
  void whatOthersHaveDoneHoldsNothing() {
    Arrangement arrangement = new Arrangement("test", new BusyStorage(), false);
    for (int i = 0; i < RUNS; i++) {
      arrangement.settle();
      arrangement.add(run(i));
    }
    List<Merge> done = queue.stream().map(Merge.class::cast).filter(Merge::done).toList();
    assertThat(done).hasSizeGreaterThan(100);
    arrangement.settle();
    assertThat(done).allMatch(merge -> merge.inputs().length == 0 && merge.result() == null);
    queue.forEach(Runnable::run);
    arrangement.settle();
    assertThat(arrangement.weight()).isEqualTo(RUNS * ENTRIES);
  }
}
