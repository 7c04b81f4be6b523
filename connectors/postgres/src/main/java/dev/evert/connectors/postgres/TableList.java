package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.catalog.TableFinder;
import dev.evert.connectors.postgres.catalog.TableReader;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.PostgresUri;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables that were asked for, as the catalog has them.
 *
 * @param relations what is followed, for the publication
 * @param captured what its rows look like
 */
record TableList(List<TableFinder.Relation> relations, List<CapturedTable> captured) {

  /** Looks them up, and checks that the server can tell their changes at all. */
  static TableList read(Connector connector, List<PostgresUri> uris, Publication publication) {
    try (Link link = connector.open()) {
      checkServer(link, connector);
      TableFinder finder = new TableFinder(link, connector.settings().database());
      List<TableFinder.Relation> relations = new ArrayList<>();
      for (PostgresUri uri : uris) {
        TableFinder.Relation relation = finder.findTable(uri);
        if (relations.contains(relation)) {
          throw new EvertException(
              ErrorCode.BAD_URI, "table " + relation.name() + " is named twice in one pipe");
        }
        relations.add(relation);
      }
      return new TableList(relations, read(link, relations, publication));
    } catch (SQLException e) {
      throw SqlFailure.of(e, "looking up tables at " + connector.settings());
    }
  }

  /** Reads what the tables look like in the transaction of this connection. */
  static List<CapturedTable> read(
      Link link, List<TableFinder.Relation> relations, Publication publication)
      throws SQLException {
    TableReader reader = new TableReader(link, publication.publishesGenerated(link));
    List<CapturedTable> captured = new ArrayList<>();
    for (TableFinder.Relation relation : relations) {
      captured.add(reader.read(relation));
    }
    return captured;
  }

  private static void checkServer(Link link, Connector connector) throws SQLException {
    String level = link.value("show wal_level");
    if (!level.equals("logical")) {
      throw new EvertException(
          ErrorCode.WAL_LEVEL,
          "PostgreSQL at "
              + connector.settings().address()
              + " has wal_level = "
              + level
              + ", wanted logical");
    }
    if (link.value("select pg_is_in_recovery()").equals("t")) {
      throw new EvertException(
          ErrorCode.NOT_PERMITTED,
          "PostgreSQL at " + connector.settings().address() + " is a standby server",
          "Connect to the primary server.");
    }
  }

  /**
   * Checks that these are the tables that were followed before.
   *
   * @throws EvertException {@link ErrorCode#SCHEMA_CHANGED}
   */
  void checkSame(List<Origin.Table> before) {
    for (int i = 0; i < Math.max(captured.size(), before.size()); i++) {
      String then = i < before.size() ? before.get(i).name() : "no table";
      String now = i < captured.size() ? captured.get(i).name().toString() : "no table";
      if (!then.equals(now)) {
        throw new EvertException(
            ErrorCode.SCHEMA_CHANGED, "the source's table " + i + " was " + then + ", now " + now);
      }
      if (before.get(i).oid() != captured.get(i).oid()) {
        throw new EvertException(
            ErrorCode.SCHEMA_CHANGED, "table " + now + " was dropped and made anew");
      }
    }
  }

  /** For the engine. */
  List<SourceTable> tables() {
    return captured.stream()
        .map(table -> new SourceTable(table.name().toString(), table.schema()))
        .toList();
  }
}
