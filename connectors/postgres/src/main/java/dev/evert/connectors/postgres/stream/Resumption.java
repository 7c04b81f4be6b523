package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.connectors.postgres.slot.Lineage;
import dev.evert.connectors.postgres.slot.Publication;
import dev.evert.connectors.postgres.slot.SlotStatus;
import dev.evert.connectors.postgres.state.Origin;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.sql.SQLException;

/**
 * Checks that a source can go on where it was, without a change having been missed: at each
 * connection, as the server may be another one each time.
 */
public final class Resumption {

  private Resumption() {}

  /**
   * Checks server, publication and slot.
   *
   * @param replication what the changes are going to come from
   * @param timeline that was read so far, 0 if not known
   * @param upTo to where it was read
   * @return which history goes on there
   * @throws EvertException {@link ErrorCode#SLOT_LOST}
   */
  public static Lineage check(Link replication, Origin origin, int timeline, long upTo)
      throws SQLException {
    Lineage lineage = Lineage.of(replication);
    if (!lineage.system().equals(origin.system())) {
      throw lost(
          "the server is another one (system %s) than before (system %s)"
              .formatted(lineage.system(), origin.system()));
    }
    if (timeline != 0 && lineage.timeline() != timeline) {
      checkFork(replication, lineage, timeline, upTo);
    }
    new Publication(origin.publication(), false).checkKept(replication, origin.tables());
    checkSlot(replication, origin.slot(), upTo);
    return lineage;
  }

  private static void checkFork(Link replication, Lineage lineage, int timeline, long upTo)
      throws SQLException {
    long fork =
        lineage
            .fork(replication, timeline)
            .orElseThrow(() ->
                lost(
                    "the server is on timeline %d, which does not come from timeline %d"
                        .formatted(lineage.timeline(), timeline)));
    if (Lsn.isBefore(fork, upTo)) {
      throw lost(
          "the server left timeline %d at %s, before %s, which was read earlier"
              .formatted(timeline, Lsn.format(fork), Lsn.format(upTo)));
    }
  }

  private static EvertException lost(String what) {
    return new EvertException(ErrorCode.SLOT_LOST, what + ": changes may be missing");
  }

  private static void checkSlot(Link link, String slot, long upTo) throws SQLException {
    SlotStatus status =
        SlotStatus.find(link, slot)
            .orElseThrow(() -> lost("replication slot " + slot + " is gone"));
    if (status.lost()) {
      throw lost(
          "replication slot "
              + slot
              + " was too far behind (max_slot_wal_keep_size), its log is gone");
    }
    if (Lsn.isBefore(upTo, status.confirmed())) {
      throw lost(
          "replication slot %s was read up to %s by somebody else, and up to %s by this pipe"
              .formatted(slot, Lsn.format(status.confirmed()), Lsn.format(upTo)));
    }
    long end = link.lsn("select pg_current_wal_insert_lsn()");
    if (Lsn.isBefore(end, upTo)) {
      throw lost(
          "the server's log ends at %s, before %s, which was read earlier"
              .formatted(Lsn.format(end), Lsn.format(upTo)));
    }
  }
}
