package dev.evert.connectors.postgres.sink;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Applies the changes of a batch inside a transaction of the caller. One thread. */
final class BatchWriter {
  private final Link link;
  private final Stage stage;
  private final SinkContext context;

  BatchWriter(Link link, Stage stage, SinkContext context) {
    this.link = link;
    this.stage = stage;
    this.context = context;
  }

  /** Applies all changes, trusting that new rows are new. */
  void applyAll(List<SinkChange> changes) throws SQLException {
    stage.begin();
    List<SinkChange> deleted = new ArrayList<>();
    List<SinkChange> updated = new ArrayList<>();
    List<SinkChange> inserted = new ArrayList<>();
    for (SinkChange change : changes) {
      switch (change.kind()) {
        case DELETE -> deleted.add(change);
        case UPDATE -> updated.add(change);
        case INSERT -> inserted.add(change);
      }
    }
    stage.delete(deleted);
    stage.upsert(updated);
    stage.insert(inserted);
  }

  /**
   * Applies the changes that the server takes, and sets the others aside. New rows may be there
   * already.
   */
  void applyEach(List<SinkChange> changes) throws SQLException {
    stage.begin();
    link.execute("SET CONSTRAINTS ALL IMMEDIATE");
    bisect(changes);
  }

  private void bisect(List<SinkChange> changes) throws SQLException {
    stage.reuse();
    link.execute("SAVEPOINT evert");
    try {
      replace(changes, false);
      link.execute("RELEASE SAVEPOINT evert");
      return;
    } catch (SQLException e) {
      if (!Refusal.isOf(e)) {
        throw e;
      }
      link.execute("ROLLBACK TO SAVEPOINT evert");
      link.execute("RELEASE SAVEPOINT evert");
      if (changes.size() == 1) {
        context.park(changes.getFirst(), ErrorCode.SINK_REJECTED, SqlFailure.reason(e));
        return;
      }
    }
    int half = changes.size() / 2;
    bisect(changes.subList(0, half));
    bisect(changes.subList(half, changes.size()));
  }

  /**
   * Makes rows what they should be, whatever is there.
   *
   * @param alike whether rows are deleted that only look like those that are to be
   */
  void replace(List<SinkChange> changes, boolean alike) throws SQLException {
    List<SinkChange> deleted = new ArrayList<>();
    List<SinkChange> written = new ArrayList<>();
    for (SinkChange change : changes) {
      (change.after() == null ? deleted : written).add(change);
    }
    if (alike) {
      stage.deleteAlike(deleted);
    } else {
      stage.delete(deleted);
    }
    stage.upsert(written);
  }
}
