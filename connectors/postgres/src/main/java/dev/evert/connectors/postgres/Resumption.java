package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.slot.SlotStatus;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.connectors.postgres.state.Position;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;
import java.util.List;

/** Checks that a source can go on where it was, without a change having been missed. */
final class Resumption {

  private Resumption() {}

  /**
   * Checks server, tables, publication and slot.
   *
   * @throws EvertException {@link ErrorCode#SLOT_LOST} or {@link ErrorCode#SCHEMA_CHANGED}
   */
  static void check(Connector connector, Origin origin, Position position, TableList tables) {
    String system = Beginning.system(connector);
    if (!system.equals(origin.system())) {
      throw lost(
          "the server at %s is another one (system %s) than before (system %s)"
              .formatted(connector.settings().address(), system, origin.system()));
    }
    checkTables(origin, tables.captured());
    try (Link link = connector.open()) {
      if (!new Publication(origin.publication(), false).exists(link)) {
        throw lost("publication " + origin.publication() + " is gone");
      }
      checkSlot(link, origin.slot(), position);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "checking replication at " + connector.settings());
    }
  }

  private static EvertException lost(String what) {
    return new EvertException(ErrorCode.SLOT_LOST, what + ": changes may be missing");
  }

  private static void checkTables(Origin origin, List<CapturedTable> tables) {
    for (int i = 0; i < Math.max(tables.size(), origin.tables().size()); i++) {
      String then = i < origin.tables().size() ? origin.tables().get(i).name() : "no table";
      String now = i < tables.size() ? tables.get(i).name().toString() : "no table";
      if (!then.equals(now)) {
        throw new EvertException(
            ErrorCode.SCHEMA_CHANGED, "the source's table " + i + " was " + then + ", now " + now);
      }
      if (origin.tables().get(i).oid() != tables.get(i).oid()) {
        throw new EvertException(
            ErrorCode.SCHEMA_CHANGED, "table " + now + " was dropped and made anew");
      }
    }
  }

  private static void checkSlot(Link link, String slot, Position position) throws SQLException {
    SlotStatus status =
        SlotStatus.find(link, slot)
            .orElseThrow(() -> lost("replication slot " + slot + " is gone"));
    if (status.lost()) {
      throw lost(
          "replication slot "
              + slot
              + " was too far behind (max_slot_wal_keep_size), its log is gone");
    }
    if (Lsn.isBefore(position.upTo(), status.confirmed())) {
      throw lost(
          "replication slot %s was read up to %s by somebody else, and up to %s by this pipe"
              .formatted(slot, Lsn.format(status.confirmed()), Lsn.format(position.upTo())));
    }
    long end = link.lsn("select pg_current_wal_insert_lsn()");
    if (Lsn.isBefore(end, position.upTo())) {
      throw lost(
          "the server's log ends at %s, before %s, which was read earlier"
              .formatted(Lsn.format(end), Lsn.format(position.upTo())));
    }
  }
}
