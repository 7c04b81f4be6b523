package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.catalog.CapturedTable;
import dev.evert.connectors.postgres.connect.Connector;
import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.SqlFailure;
import dev.evert.connectors.postgres.slot.Lineage;
import dev.evert.connectors.postgres.slot.Moment;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.slot.SlotFailure;
import dev.evert.connectors.postgres.slot.SlotStatus;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a first run starts with.
 *
 * @param lineage the history that the stream starts in
 * @param start where the stream starts
 * @param moment in which the tables are copied; not before {@code start}
 */
record Beginning(Origin origin, Lineage lineage, long start, Moment moment) {

  /** Whether the stream tells exactly what the copy does not show. */
  boolean exact() {
    return start == moment.lsn();
  }

  /** Makes publication and slot, or finds those that were given. */
  static Beginning make(
      Connector connector,
      SourceOptions options,
      Surroundings pipe,
      TableList tables,
      Consumer<String> waiting) {
    Publication publication = SlotNames.publication(options, pipe);
    Lineage lineage = lineage(connector);
    String database = connector.settings().database();
    String slot = options.slot().orElseGet(() -> SlotNames.slot(pipe, database));
    List<Origin.Table> named = tables.captured().stream().map(Beginning::table).toList();
    Origin origin = new Origin(lineage.system(), slot, publication.name(), named);
    try (Link link = connector.open()) {
      // Whoever reads the slot is to go on: nothing is changed before it is known to be free.
      if (options.slot().isPresent()) {
        long start = given(link, slot, database);
        publication.ensure(link, tables.relations());
        return new Beginning(origin, lineage, start, Moment.now(connector, waiting));
      }
      OwnSlot.drop(link, slot);
      publication.ensure(link, tables.relations());
      Moment moment = Moment.ofNewSlot(connector, slot, waiting);
      return new Beginning(origin, lineage, moment.lsn(), moment);
    } catch (SQLException e) {
      throw SqlFailure.of(e, "preparing replication at " + connector.settings());
    }
  }

  private static Origin.Table table(CapturedTable table) {
    return new Origin.Table(table.oid(), table.name().toString());
  }

  private static Lineage lineage(Connector connector) {
    try (Link link = SlotFailure.openReplication(connector)) {
      return Lineage.of(link);
    } catch (SQLException e) {
      throw SlotFailure.of(e, "identifying PostgreSQL at " + connector.settings());
    }
  }

  private static long given(Link link, String slot, String database) throws SQLException {
    Optional<SlotStatus> found = SlotStatus.find(link, slot);
    if (found.isEmpty()) {
      throw new EvertException(
          ErrorCode.BAD_OPTION,
          "there is no replication slot " + slot,
          "Run: SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    }
    SlotStatus status = found.get();
    if (!status.plugin().equals("pgoutput") || !status.database().equals(database)) {
      throw new EvertException(
          ErrorCode.BAD_OPTION,
          "replication slot %s is for plugin '%s' and database '%s', wanted 'pgoutput' and '%s'"
              .formatted(slot, status.plugin(), status.database(), database));
    }
    if (status.lost()) {
      throw new EvertException(
          ErrorCode.SLOT_LOST,
          "replication slot " + slot + " has lost its log",
          "Make a new slot.");
    }
    if (status.activePid() != 0) {
      throw new EvertException(
          ErrorCode.SLOT_IN_USE,
          "replication slot " + slot + " is read by process " + status.activePid());
    }
    return status.confirmed();
  }
}
