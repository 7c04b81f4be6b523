package dev.evert.engine.audit;

import dev.evert.dataflow.OutputReader;
import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.engine.delivery.Reconciliation;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
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
  public DeliveryToken reconcile(Sink sink, OutputReader reader) throws InterruptedException {
    ViewRecords rows = new ViewRecords(reader);
    DeliveryToken token = DeliveryToken.whole(generation, rows.time());
    new SinkComparison(rows, schema, name, token, true).compare(sink);
    sink.write(new SinkBatch(List.of(), token.progress(0)));
    sink.flush();
    return token;
  }
}
