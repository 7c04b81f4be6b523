package dev.evert.engine.database;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.TableInput;
import dev.evert.engine.ingest.SourceLedger;
import dev.evert.engine.view.InputRouter;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import java.util.Collection;
import java.util.List;

/** Takes a circuit of tables along the log, as far as it is told. One thread at a time. */
final class Follower implements AutoCloseable {
  private final Circuit circuit;
  private final LogReader reader;
  private final InputRouter router;
  private boolean standing;

  /**
   * Goes on at the circuit's time.
   *
   * @param tables that the circuit has
   * @param ledger says whether a change of rows was read in part
   * @param stepChanges how much may be put into the circuit before it is stepped
   */
  Follower(
      Log log,
      Circuit circuit,
      Collection<Entry.Table> tables,
      SourceLedger ledger,
      int stepChanges) {
    this.circuit = circuit;
    List<TableInput> inputs =
        tables.stream().map(table -> circuit.input(CircuitNames.of(table))).toList();
    this.reader =
        log.reader(Position.ofOrdinal(Math.max(0, circuit.time())), TableStreams.of(log, tables));
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
   */
  void follow(long upTo) {
    boolean more = standing || reader.next();
    while (more && reader.event().version() < upTo) {
      router.take(reader.event());
      more = reader.next();
    }
    standing = more;
    router.step();
    if (upTo > circuit.time()) {
      circuit.publish(upTo);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
