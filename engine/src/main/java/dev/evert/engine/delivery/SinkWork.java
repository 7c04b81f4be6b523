package dev.evert.engine.delivery;

import dev.evert.spi.sink.Sink;

/** Something to be done with a sink, on the sink's own thread. */
@FunctionalInterface
public interface SinkWork<T> {

  /** Does it. */
  T apply(Sink sink) throws InterruptedException;
}
