package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.CapturedTables;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.connectors.postgres.snapshot.RowScan;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.source.SourceSnapshot;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Predicate;

/** The tables as they are in a moment that the stream has not passed yet. One thread. */
final class AuditSnapshot implements SourceSnapshot {
  private final Moment moment;
  private final Link link;
  private final CapturedTables tables;

  AuditSnapshot(Moment moment, CapturedTables tables) {
    this.moment = moment;
    this.link = moment.open();
    this.tables = tables;
  }

  @Override
  public boolean reached(Map<String, byte[]> state) {
    return holds(state, position -> position.reaches(moment.lsn()));
  }

  @Override
  public boolean passed(Map<String, byte[]> state) {
    return holds(state, position -> position.passes(moment.lsn()));
  }

  private static boolean holds(Map<String, byte[]> state, Predicate<Position> condition) {
    return Position.read(state).filter(condition).isPresent();
  }

  @Override
  public void scan(int table, RowVisitor visitor) {
    CapturedTable captured = tables.get(table);
    RowWriter row = new RowWriter();
    RowScan scan = new RowScan(captured, row, () -> visitor.row(row.buffer(), 0, row.size()));
    String from = " FROM " + (captured.partitioned() ? "" : "ONLY ") + captured.name().sql();
    String query = "SELECT " + captured.copyList() + from;
    try {
      scan.run(link, "COPY (" + query + ") TO STDOUT (FORMAT binary)");
    } catch (SQLException e) {
      throw SqlFailure.of(e, "reading " + captured.name());
    }
  }

  @Override
  public void close() {
    link.close();
    moment.close();
  }
}
