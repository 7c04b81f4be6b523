package dev.evert.dataflow.arrangement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** A merge beside that ends with an error is not gone on with, and its owner is told. */
final class FailedMergeTest {
  private static final int ENTRIES = 2000;

  private final List<Runnable> beside = new ArrayList<>();
  private int abandoned;

  /** Large runs fail with an error at their second block. */
  private final class FailingStorage implements RunStorage {
    @Override
    public BlockSink open(long sizeBytes, boolean causes) {
      return new FailingSink();
    }

    @Override
    public Executor merger() {
      return beside::add;
    }

    @Override
    public long mergerBytes() {
      return 0;
    }
  }

  private final class FailingSink implements BlockSink {
    private int blocks;

    @Override
    public void block(byte[] bytes, int length) {
      if (++blocks == 2) {
        throw new OutOfMemoryError("for a test");
      }
    }

    @Override
    public Blocks finish(Fences fences, RunTotals totals) {
      throw new AssertionError("a merge was gone on with after an error");
    }

    @Override
    public long memoryBytes() {
      return 0;
    }

    @Override
    public void abandon() {
      abandoned++;
    }
  }

  private static Run run(int number) {
    RunBuilder builder = new RunBuilder(false);
    for (int i = 0; i < ENTRIES; i++) {
      int key = i * 100 + number;
      byte[] bytes = {(byte) (key >> 24), (byte) (key >> 16), (byte) (key >> 8), (byte) key, 0, 0};
      builder.add(bytes, 0, 4, bytes.length, 1, 0);
    }
    return Objects.requireNonNull(builder.finish());
  }

  @Test
  void theOwnerGetsTheErrorAndKeepsTheInputs() {
    Arrangement arrangement = new Arrangement("test", new FailingStorage(), false);
    int runs = 0;
    while (beside.isEmpty()) {
      arrangement.add(run(runs++));
    }
    beside.forEach(Runnable::run);
    assertThat(abandoned).isEqualTo(1);
    assertThatThrownBy(arrangement::settle).isInstanceOf(OutOfMemoryError.class);
    assertThat(arrangement.entries()).isEqualTo((long) runs * ENTRIES);
    arrangement.clear();
    assertThat(abandoned).isEqualTo(1);
  }
}
