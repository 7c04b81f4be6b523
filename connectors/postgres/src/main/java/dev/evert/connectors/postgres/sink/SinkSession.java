package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that fills one table. Each batch is one durable transaction, with the progress in
 * it. One thread; after a failure it is closed and another one is opened.
 */
public final class SinkSession implements AutoCloseable {
  private final Link link;
  private final SinkContext context;
  private final Target target;
  private final ProgressTable progress;
  private final BatchWriter writer;
  private SinkProgress held;
  private final boolean empty;

  /** Finds or makes the target. */
  public SinkSession(Connector connector, PostgresUri uri, Schema schema, SinkContext context)
      throws SQLException {
    this.link = connector.open();
    this.context = context;
    boolean ready = false;
    try {
      link.execute("SET synchronous_commit = on");
      link.connection().setAutoCommit(false);
      String database = connector.settings().database();
      Preparation made = Preparation.make(link, database, uri, schema, context.pipe());
      target = made.target();
      progress = new ProgressTable(target.name());
      writer = new BatchWriter(link, new Stage(link, target), context);
      link.connection().commit();
      Optional<SinkProgress> stored = made.entry().progress();
      empty = stored.isEmpty();
      held = stored.orElseGet(() -> new SinkProgress("", 0));
      ready = true;
    } finally {
      if (!ready) {
        link.close();
      }
    }
  }

  /** The progress that the store held when the session began; empty if the target was new. */
  public Optional<SinkProgress> found() {
    return empty ? Optional.empty() : Optional.of(held);
  }

  /** The progress that the store holds. */
  public SinkProgress held() {
    return held;
  }

  /** Reads the target back. */
  public TargetAudit audit(Connector connector) {
    return new TargetAudit(connector, target);
  }

  /**
   * Applies a batch, unless the store is as far already.
   *
   * @param known the last progress that this process knows the store to hold; null if none
   */
  public void write(SinkBatch batch, @Nullable SinkProgress known) throws SQLException {
    try {
      if (begin(batch, known)) {
        writer.applyAll(batch.changes());
        finish(batch);
      }
      return;
    } catch (SQLException e) {
      if (!Refusal.isOf(e)) {
        throw e;
      }
      link.connection().rollback();
    }
    if (begin(batch, known)) {
      writer.applyEach(batch.changes(), false);
      finish(batch);
    }
  }

  /** Locks the target's progress; returns whether the batch is newer. */
  private boolean begin(SinkBatch batch, @Nullable SinkProgress known) throws SQLException {
    ProgressTable.Entry entry = lock();
    if (known != null && entry.version() < known.version()) {
      throw new EvertException(
          ErrorCode.SINK_DIFFERS,
          "table %s is at version %d, but version %d was written to it"
              .formatted(target.name(), entry.version(), known.version()),
          "The server has lost commits: start the pipe again, then run `evert verify --repair`.");
    }
    if (entry.version() >= batch.progress().version()) {
      link.connection().rollback();
      held = entry.progress().orElse(held);
      return false;
    }
    return true;
  }

  private ProgressTable.Entry lock() throws SQLException {
    ProgressTable.Entry entry =
        progress
            .lock(link)
            .orElseThrow(() ->
                new EvertException(
                    ErrorCode.SINK_DIFFERS,
                    "evert_progress tells of table " + target.name() + " no more",
                    "Drop the pipe and start it again."));
    if (!entry.pipe().equals(context.pipe())) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN, "table " + target.name() + " is filled by pipe " + entry.pipe());
    }
    return entry;
  }

  private void finish(SinkBatch batch) throws SQLException {
    progress.update(link, batch.progress());
    link.connection().commit();
    held = batch.progress();
  }

  /** Makes the rows that are named what they should be; those that are refused are set aside. */
  public void repair(SinkBatch batch) throws SQLException {
    try {
      lock();
      writer.replace(batch.changes(), true);
      link.connection().commit();
      return;
    } catch (SQLException e) {
      if (!Refusal.isOf(e)) {
        throw e;
      }
      link.connection().rollback();
    }
    lock();
    writer.applyEach(batch.changes(), true);
    link.connection().commit();
  }

  /** Adds the columns that {@code wider} has and the table has not. */
  public void evolve(Schema wider) throws SQLException {
    lock();
    Preparation.widen(link, new Target(target.name(), wider, Preparation.columns(link, wider)));
    link.connection().commit();
  }

  @Override
  public void close() {
    link.close();
  }
}
