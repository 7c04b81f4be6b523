package dev.evert.engine.audit;

import dev.evert.dataflow.OutputReader;
import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.engine.delivery.Lineage;
import dev.evert.engine.delivery.Reconciliation;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkProgress;
import java.util.List;

/** Makes a sink equal to its view by comparing all of both. */
public final class SinkReconciler implements Reconciliation {
  private final Schema schema;
  private final String name;
  private final int generation;

  /**
   * @param schema of the view
   * @param name of the sink
   * @param generation of the view
   */
  public SinkReconciler(Schema schema, String name, int generation) {
    this.schema = schema;
    this.name = name;
    this.generation = generation;
  }

  @Override
  public DeliveryToken reconcile(Sink sink, Lineage lineage, OutputReader reader)
      throws InterruptedException {
    ViewRecords rows = new ViewRecords(reader);
    DeliveryToken token = DeliveryToken.whole(lineage, generation, rows.time());
    new SinkComparison(rows, schema, name, token, true).compare(sink);
    sink.write(new SinkBatch(List.of(), token.progress(0)));
    SinkProgress reached = sink.flush();
    // A new generation begins at the very time that the one before came to: its store has that.
    if (reached.version() != token.progress(0).version()) {
      throw new EvertException(
          ErrorCode.SINK_DIFFERS,
          "the sink " + name + " was compared, and is at '" + reached.token() + "' after that",
          "Somebody else writes to it too: stop that, then start the pipe again.");
    }
    return token;
  }
}
