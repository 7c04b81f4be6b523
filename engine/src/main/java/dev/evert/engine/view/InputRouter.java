package dev.evert.engine.view;

import dev.evert.dataflow.TableInput;
import dev.evert.engine.ingest.EventFormat;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.row.SchemaFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * Takes events of the log to the table or the source that they are about: the one way from the log
 * into a circuit, for live work, recovery and replay. Owned by the thread that owns the circuit.
 *
 * <p>A transaction that came in several appends is taken from the log when its last part is read,
 * and not before: it is whole or not there.
 */
public final class InputRouter {
  private final Log log;
  private final List<SourceLedger> ledgers;
  private final List<TableInput> tables;
  private final Routes routes;
  private final Runnable step;
  private final int stepChanges;
  private int waitingChanges;
  private long changes;
  private boolean schemaChanged = true;

  /**
   * A router for a circuit.
   *
   * @param ledgers one for each source
   * @param tables by the numbers that the routes have for them
   * @param step pushes what the inputs hold through the circuit
   * @param stepChanges how much may be put into the circuit before it is stepped
   */
  public InputRouter(
      Log log,
      Routes routes,
      List<SourceLedger> ledgers,
      List<TableInput> tables,
      Runnable step,
      int stepChanges) {
    this.log = log;
    this.routes = routes;
    this.ledgers = ledgers;
    this.tables = tables;
    this.step = step;
    this.stepChanges = stepChanges;
  }

  /** Changes that were put into the circuit and not yet stepped. */
  public int waitingChanges() {
    return waitingChanges;
  }

  /** Changes that were put into the circuit in all. */
  public long changes() {
    return changes;
  }

  /** Whether a table may have got other columns since the last time this was asked. */
  public boolean takeSchemaChange() {
    boolean changed = schemaChanged;
    schemaChanged = false;
    return changed;
  }

  /** Pushes what was put into the circuit through it. */
  public void step() {
    if (waitingChanges > 0) {
      step.run();
      waitingChanges = 0;
    }
  }

  /**
   * Takes an event.
   *
   * @return whether all transactions that were taken are whole
   */
  public boolean take(EventView event) {
    SourceLedger ledger = ledgers.get(routes.source(event.stream()));
    if (EventFormat.inside(event)) {
      if (EventFormat.begins(event)) {
        ledger.forgetDeferred();
      }
      if (EventFormat.partial(event)) {
        ledger.defer(event.version());
        return true;
      }
      takeDeferred(ledger, event);
    }
    apply(ledger, event);
    return !EventFormat.inside(event) || !EventFormat.more(event);
  }

  private void takeDeferred(SourceLedger ledger, EventView closing) {
    OptionalLong from = ledger.deferredFrom();
    if (from.isEmpty()) {
      return;
    }
    ledger.forgetDeferred();
    List<StreamId> streams = routes.streams(routes.source(closing.stream()));
    try (LogReader reader = log.reader(Position.ofOrdinal(from.getAsLong()), streams)) {
      while (reader.next() && reader.event().version() < closing.version()) {
        if (EventFormat.inside(reader.event())) {
          apply(ledger, reader.event());
        }
      }
    }
  }

  private void apply(SourceLedger ledger, EventView event) {
    int table = routes.table(event.stream());
    if (table < 0) {
      ledger.apply(event);
      return;
    }
    apply(ledger, tables.get(table), event);
    changes++;
    if (++waitingChanges >= stepChanges) {
      step();
    }
  }

  private void apply(SourceLedger ledger, TableInput table, EventView event) {
    byte[] bytes = event.array();
    int key = event.keyOffset();
    int keyEnd = key + event.keyLength();
    int row = EventFormat.rowStart(event);
    int rowEnd = EventFormat.rowEnd(event);
    long cause = event.version();
    switch (EventFormat.kind(event)) {
      case UPSERT -> table.upsert(bytes, key, keyEnd, row, rowEnd, cause);
      case MOVE -> {
        int old = EventFormat.oldKeyStart(event);
        int oldEnd = old + EventFormat.oldKeyLength(event);
        table.move(bytes, old, oldEnd, key, keyEnd, row, rowEnd, cause);
      }
      case DELETE -> table.delete(bytes, key, keyEnd, cause);
      case INSERT -> table.insert(bytes, row, rowEnd, cause);
      case RETRACT -> table.retract(bytes, row, rowEnd, cause);
      case TRUNCATE -> table.truncate(cause);
      case SCHEMA -> {
        table.evolve(SchemaFormat.parse(bytes, row, rowEnd));
        schemaChanged = true;
      }
      case RESET -> {
        table.truncate(cause);
        ledger.reset();
      }
      case COMPLETE, END, STATE ->
          throw new IllegalStateException("an event of a source in a table's stream");
    }
  }
}
