package dev.evert.engine.database;

import dev.evert.engine.ingest.EventEncoder;
import dev.evert.log.Log;
import dev.evert.log.StreamId;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Moves money between accounts: transactions of one row, many in one append. */
final class Transfers {
  static final int ACCOUNTS = 100;

  private final Log log;
  private final Entry.Table table;
  private final EventEncoder encoder;
  private final Random random;
  private final SourceBatch batch = new SourceBatch();
  private final RowWriter row = new RowWriter();
  private long last;

  /**
   * Transfers into a table.
   *
   * @param table (id int8 primary key, payer int4, payee int4, amount int8)
   */
  Transfers(Log log, Entry.Table table, Random random) {
    this.log = log;
    this.table = table;
    StreamId stream = TableStreams.of(log, table);
    this.encoder = new EventEncoder(stream, List.of(stream));
    this.random = random;
  }

  /** Appends so many; some of them correct or take back earlier ones. */
  CompletableFuture<Long> append(int count) {
    batch.reset();
    for (int i = 0; i < count; i++) {
      batch.transaction(random.nextLong(), random.nextLong(), 0);
      boolean earlier = last > 0 && random.nextInt(5) == 0;
      long id = earlier ? 1 + random.nextLong(last) : ++last;
      if (earlier && random.nextBoolean()) {
        remove(id);
      } else {
        put(id);
      }
      batch.endTransaction();
    }
    return log.append(encoder.encode(batch)).thenApply(appended -> appended.end().version());
  }

  private void put(long id) {
    row.reset();
    row.putInt8(id);
    row.putInt4(random.nextInt(ACCOUNTS));
    row.putInt4(random.nextInt(ACCOUNTS));
    row.putInt8(1 + random.nextInt(1000));
    batch.begin(ChangeKind.UPSERT, 0).putEncoded(row.buffer(), 0, row.size());
    batch.endRow();
    key(id);
    batch.end();
  }

  private void remove(long id) {
    batch.begin(ChangeKind.DELETE, 0);
    batch.endRow();
    key(id);
    batch.end();
  }

  private void key(long id) {
    row.reset();
    row.putInt8(id);
    row.putInt4(0);
    row.putInt4(0);
    row.putInt8(0);
    new KeyColumns(table.schema()).copy(row.buffer(), 0, row.size(), batch.writer());
  }
}
