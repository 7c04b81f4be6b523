package dev.evert.engine;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.row.SchemaFormat;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A source of one table with one row, which gets another column and another row at once. */
final class GrowingSource implements Source {
  /** Is there once the table has grown. */
  static final String GROWN = "grown";

  private static final Column ID = Column.required("id", Type.Simple.INT4);
  private static final Column SIZE = Column.nullable("size", Type.Simple.INT4);
  private static final Schema NARROW = new Schema(List.of(ID), List.of());
  private static final Schema WIDE = new Schema(List.of(ID, SIZE), List.of());

  private boolean grown;
  private @Nullable SourceFeed feed;

  @Override
  public List<SourceTable> tables() {
    return List.of(new SourceTable("table", grown ? WIDE : NARROW));
  }

  @Override
  public boolean bounded() {
    return false;
  }

  @Override
  public void run(SourceFeed to) throws InterruptedException {
    feed = to;
    grown = to.state().containsKey(GROWN);
    if (!grown) {
      SourceBatch batch = new SourceBatch();
      add(batch, 1);
      batch.control(ChangeKind.COMPLETE, 0);
      to.awaitDurable(to.append(batch));
    }
  }

  /** Appends the table's new schema, a row of it, and the source's state, together. */
  void grow() throws InterruptedException {
    grown = true;
    SourceBatch batch = new SourceBatch();
    batch.schema(0, SchemaFormat.toBytes(WIDE));
    add(batch, 2, 20);
    batch.state(GROWN, new byte[] {1});
    SourceFeed to = Objects.requireNonNull(feed);
    to.awaitDurable(to.append(batch));
  }

  private static void add(SourceBatch batch, int... values) {
    RowWriter row = batch.begin(ChangeKind.INSERT, 0);
    for (int value : values) {
      row.putInt4(value);
    }
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
