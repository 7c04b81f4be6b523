package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.TableInput;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.InputRouter;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Takes a circuit of tables along the log, as far as it is told. One thread at a time. */
final class Follower implements AutoCloseable {
  private final Circuit circuit;
  private final LogReader reader;
  private final InputRouter router;
  private final StreamId clock;
  private boolean standing;

  /**
   * Goes on at the circuit's time.
   *
   * @param tables that the circuit has
   * @param clock the stream that tells the time
   * @param ledger says whether a change of rows was read in part
   * @param stepChanges how much may be put into the circuit before it is stepped
   */
  Follower(
      Log log,
      Circuit circuit,
      Collection<Entry.Table> tables,
      StreamId clock,
      SourceLedger ledger,
      int stepChanges) {
    this.circuit = circuit;
    this.clock = clock;
    List<StreamId> streams = new ArrayList<>(TableStreams.of(log, tables));
    streams.add(clock);
    List<TableInput> inputs =
        tables.stream().map(table -> circuit.input(CircuitNames.of(table))).toList();
    this.reader = log.reader(Position.ofOrdinal(Math.max(0, circuit.time())), streams);
    this.router =
        new InputRouter(
            log,
            TableStreams.routes(log, tables),
            List.of(ledger),
            inputs,
            circuit::step,
            stepChanges);
  }

  /**
   * Brings the circuit to a position that the log has reached, and publishes it there.
   *
   * @param upTo at least the circuit's time, and where no change of rows is cut
   * @param cancelled asked from time to time: the circuit is then left where it is, not published
   * @return false if it was cancelled
   */
  boolean follow(long upTo, BooleanSupplier cancelled) {
    boolean more = standing || reader.next();
    while (more && reader.event().version() < upTo) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      take(reader.event());
      more = reader.next();
    }
    standing = more;
    router.step();
    if (circuit.isTimed()) {
      circuit.step();
    }
    if (upTo > circuit.time()) {
      circuit.publish(upTo);
    }
    return true;
  }

  private void take(EventView event) {
    if (event.stream() == clock.value()) {
      circuit.advanceTo(ClockEvents.read(event));
    } else {
      router.take(event);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
