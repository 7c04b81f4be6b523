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
  private final Log log;
  private final StreamId stream;
  private final int batchRecords;

  EvertLog(Path directory, int batchBytes, Duration commitInterval) {
    batchRecords = batchBytes / Records.BYTES;
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
      fill(batchRecords);
      var _ = log.append(batch).thenRun(() -> acknowledged.add(batchRecords));
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
