package dev.evert.engine;

import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A bounded source: takes the rows that were inserted into a database's first table so far, says
 * that it has ended, and looks for further ones when it is run again. Like files do.
 */
final class EndingSource implements Source {
  private static final byte[] NONE = {};

  private final OutsideDatabase database;

  EndingSource(OutsideDatabase database) {
    this.database = database;
  }

  @Override
  public List<SourceTable> tables() {
    Schema schema = database.schemas().getFirst();
    return List.of(new SourceTable("table", schema));
  }

  @Override
  public boolean bounded() {
    return true;
  }

  @Override
  public void run(SourceFeed feed) throws InterruptedException {
    byte[] known = feed.state().getOrDefault(ModelSource.AT, NONE);
    int at = known.length == 0 ? 0 : ByteBuffer.wrap(known).getInt();
    SourceBatch batch = new SourceBatch();
    for (; at < database.end(); at++) {
      database.transaction(at).changes().forEach(change -> add(batch, change));
    }
    batch.state(ModelSource.AT, ByteBuffer.allocate(Integer.BYTES).putInt(at).array());
    batch.control(ChangeKind.COMPLETE, 0);
    batch.control(ChangeKind.END, 0);
    feed.awaitDurable(feed.append(batch));
  }

  private static void add(SourceBatch batch, OutsideDatabase.Change change) {
    batch.begin(ChangeKind.INSERT, 0).putEncoded(change.row(), 0, change.row().length);
    batch.endRow();
    batch.end();
  }

  @Override
  public SourceSnapshot snapshot() {
    throw new UnsupportedOperationException("nobody audits it");
  }

  @Override
  public void drop() {}

  @Override
  public void close() {}
}
