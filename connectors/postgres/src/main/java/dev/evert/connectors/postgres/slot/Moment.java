package dev.evert.connectors.postgres.slot;

import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.spi.error.EvertException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * A moment that is known both as a place in the log and as a snapshot: the snapshot shows exactly
 * the transactions whose commit stands before the place. It is made with a slot, and lasts as long
 * as the connection that made it is left alone.
 */
public final class Moment implements AutoCloseable {
  private final Connector connector;
  private final Link maker;
  private final long lsn;
  private final String snapshot;

  private Moment(Connector connector, Link maker, long lsn, String snapshot) {
    this.connector = connector;
    this.maker = maker;
    this.lsn = lsn;
    this.snapshot = snapshot;
  }

  /**
   * Makes a slot that stays, and the moment from which on it tells changes. Waits until all
   * transactions that are open now have ended.
   *
   * @param waiting is told what for
   * @throws EvertException if the server does not let it
   */
  public static Moment ofNewSlot(Connector connector, String slot, Consumer<String> waiting) {
    return create(connector, Sql.name(slot), waiting);
  }

  /** Makes a moment with a slot that goes away with it. Waits like {@link #ofNewSlot}. */
  public static Moment now(Connector connector, Consumer<String> waiting) {
    String name = "evert_moment_" + Long.toUnsignedString(System.nanoTime(), 36);
    return create(connector, Sql.name(name) + " TEMPORARY", waiting);
  }

  private static Moment create(Connector connector, String slot, Consumer<String> waiting) {
    Link maker = SlotFailure.openReplication(connector);
    String command = "CREATE_REPLICATION_SLOT " + slot + " LOGICAL pgoutput EXPORT_SNAPSHOT";
    try (OpenTransactions _ = OpenTransactions.watch(connector, waiting);
        Statement statement = maker.connection().createStatement();
        ResultSet row = statement.executeQuery(command)) {
      if (!row.next()) {
        throw new SQLException("no answer to: " + command, "XX000");
      }
      long lsn = Lsn.parse(row.getString("consistent_point"));
      return new Moment(connector, maker, lsn, row.getString("snapshot_name"));
    } catch (SQLException e) {
      maker.abort();
      throw SlotFailure.of(e, "making a replication slot at " + connector.settings());
    }
  }

  /** The place in the log. */
  public long lsn() {
    return lsn;
  }

  /** A connection in whose transaction everything is as it was at the moment. */
  public Link open() {
    Link link = connector.open();
    try {
      link.connection().setAutoCommit(false);
      link.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      link.execute("SET TRANSACTION SNAPSHOT " + Sql.string(snapshot));
      return link;
    } catch (SQLException e) {
      link.abort();
      throw SqlFailure.of(e, "taking up a snapshot at " + connector.settings());
    }
  }

  @Override
  public void close() {
    maker.close();
  }
}
