package dev.evert.connectors.postgres;

import dev.evert.connectors.postgres.connect.Link;
import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.slot.SlotFailure;
import dev.evert.connectors.postgres.slot.SlotStatus;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Removes slots that were named by Evert. */
final class OwnSlot {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private OwnSlot() {}

  /** Drops a slot, if it is there; waits a little for a reader that is about to leave it. */
  static void drop(Link link, String slot) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      Optional<SlotStatus> status = SlotStatus.find(link, slot);
      while (status.isPresent() && status.get().activePid() != 0 && System.nanoTime() < end) {
        LockSupport.parkNanos(PAUSE_NANOS);
        status = SlotStatus.find(link, slot);
      }
      if (status.isPresent()) {
        link.value("select pg_drop_replication_slot(" + Sql.string(slot) + ")::text");
      }
    } catch (SQLException e) {
      throw SlotFailure.of(e, "dropping replication slot " + slot);
    }
  }
}
