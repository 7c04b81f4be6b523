package dev.evert.benchmarks.log;

import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogOptions;
import dev.evert.log.OperationId;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.journal.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Evert's log, appended to in batches that are idempotent operations. */
final class EvertLog implements Contender {
  /** About what a Kafka client sends as one batch. */
  private static final int BATCH_RECORDS = 256;

  private final Log log;
  private final StreamId stream;

  EvertLog(Path directory, Duration commitInterval) {
    log =
        Journal.open(
            directory.resolve("log"), LogOptions.defaults().withCommitInterval(commitInterval));
    stream = log.createStream("records", Retention.forever());
  }

  @Override
  public Lane lane(Records records) {
    return new Producer(records);
  }

  @Override
  public void close() {
    log.close();
  }

  private final class Producer implements Lane {
    private final Records records;
    private final EventBatch batch = new EventBatch();
    private long time;

    Producer(Records records) {
      this.records = records;
    }

    @Override
    public void send(LongAdder acknowledged) {
      fill(BATCH_RECORDS);
      var _ = log.append(batch).thenRun(() -> acknowledged.add(BATCH_RECORDS));
    }

    @Override
    public void commit(Runnable acknowledged) {
      fill(1);
      var _ = log.append(batch).thenRun(acknowledged);
    }

    private void fill(int count) {
      batch.clear();
      batch.operationId(
          new OperationId(records.random().nextLong(), records.random().nextLong() | 1));
      for (int i = 0; i < count; i++) {
        records.next();
        batch.add(stream, time++, records.key(), records.payload());
      }
    }

    @Override
    public void close() {}
  }
}
