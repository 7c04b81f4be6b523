package dev.evert.engine.delivery;

import dev.evert.dataflow.OutputReader;
import dev.evert.spi.sink.Sink;

/**
 * Makes a sink equal to its view where the changes between what it holds and the view are not
 * known: after the view got other columns, or when the store was set back.
 */
@FunctionalInterface
public interface Reconciliation {

  /**
   * Compares and mends all of the sink.
   *
   * @param lineage of the progress that is written
   * @param rows stands at the view's beginning
   * @return where the sink stands then: at the last published time of the view
   */
  DeliveryToken reconcile(Sink sink, Lineage lineage, OutputReader rows)
      throws InterruptedException;
}
