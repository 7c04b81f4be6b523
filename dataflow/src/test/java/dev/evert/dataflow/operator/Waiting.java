package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.BlockSink;
import dev.evert.dataflow.arrangement.Flush;
import dev.evert.dataflow.arrangement.RunStorage;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An arrangement whose buffer is on its way into a run at times, or was written, or stays. */
final class Waiting {
  private final Arrangement arrangement = new Arrangement("test", new Storage(), false);
  private @Nullable Flush flush;

  private record Storage() implements RunStorage {
    @Override
    public BlockSink open(long sizeBytes, boolean causes) {
      return MEMORY.open(sizeBytes, causes);
    }

    @Override
    public long mergerBytes() {
      return 1;
    }
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** Something happens to the buffer. */
  void happen(Random random) {
    Flush begun = flush;
    if (begun != null) {
      begun.run();
      flush = null;
    } else if (random.nextInt(3) == 0) {
      flush = arrangement.beginFlush();
    }
    if (random.nextInt(9) == 0) {
      arrangement.flush();
      flush = null;
    }
  }
}
