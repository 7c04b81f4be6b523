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

  /** A change that the server does not take, and why. */
  private record Refused(SinkChange change, String reason) {}

  /** Applies changes in some way. */
  @FunctionalInterface
  private interface Step {
    void run(List<SinkChange> changes) throws SQLException;
  }

  /**
   * Applies the changes that the server takes, and sets the others aside. New rows may be there
   * already.
   *
   * <p>Rows that trade values under a constraint of the table's own are refused one by one, though
   * not all together: those that are refused are tried once more when none of them is there any
   * more. So a row that is set aside does not stay as it was before either.
   *
   * @param alike whether rows are deleted that only look like those that are to be
   */
  void applyEach(List<SinkChange> changes, boolean alike) throws SQLException {
    stage.begin();
    link.execute("SET CONSTRAINTS ALL IMMEDIATE");
    stage.reuse();
    List<Refused> refused = new ArrayList<>();
    bisect(changes, some -> replace(some, alike), refused);
    if (refused.isEmpty()) {
      return;
    }
    List<SinkChange> again = refused.stream().map(Refused::change).toList();
    List<Refused> kept = new ArrayList<>();
    bisect(again, stage::delete, kept);
    List<Refused> last = new ArrayList<>();
    bisect(again, some -> replace(some, alike), last);
    for (Refused each : last) {
      context.park(each.change, ErrorCode.SINK_REJECTED, each.reason);
    }
  }

  private void bisect(List<SinkChange> changes, Step step, List<Refused> refused)
      throws SQLException {
    link.execute("SAVEPOINT evert");
    try {
      step.run(changes);
      link.execute("RELEASE SAVEPOINT evert");
      return;
    } catch (SQLException e) {
      if (!Refusal.isOf(e)) {
        throw e;
      }
      link.execute("ROLLBACK TO SAVEPOINT evert");
      link.execute("RELEASE SAVEPOINT evert");
      if (changes.size() == 1) {
        refused.add(new Refused(changes.getFirst(), SqlFailure.reason(e)));
        return;
      }
    }
    int half = changes.size() / 2;
    bisect(changes.subList(0, half), step, refused);
    bisect(changes.subList(half, changes.size()), step, refused);
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
