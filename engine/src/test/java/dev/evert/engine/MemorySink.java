package dev.evert.engine;

import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkProgress;
import java.util.Optional;

/** Fills a {@link MemoryStore}; a test can have any call of it do something first, or fail. */
final class MemorySink implements Sink {
  /** A call of a sink. */
  enum Call {
    PREPARE,
    WRITE,
    FLUSH
  }

  /** What happens before a call is made. */
  @FunctionalInterface
  interface Before {
    void call(Call call) throws InterruptedException;
  }

  private final MemoryStore store;
  private final Before before;

  MemorySink(MemoryStore store, Before before) {
    this.store = store;
    this.before = before;
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) throws InterruptedException {
    before.call(Call.PREPARE);
    return store.prepare(schema);
  }

  @Override
  public void evolve(Schema schema) {
    store.prepare(schema);
  }

  @Override
  public void write(SinkBatch batch) throws InterruptedException {
    before.call(Call.WRITE);
    store.write(batch);
  }

  @Override
  public SinkProgress flush() throws InterruptedException {
    before.call(Call.FLUSH);
    return store.flush();
  }

  @Override
  public SinkAudit audit() {
    return new SinkAudit() {
      @Override
      public byte[] expected(byte[] row) {
        return store.content(row);
      }

      @Override
      public void scan(Visitor visitor) {
        store.rowsByKey().forEach(visitor::record);
      }
    };
  }

  @Override
  public void repair(SinkBatch batch) {
    store.repair(batch);
  }

  @Override
  public void drop() {
    store.drop();
  }

  @Override
  public void close() {}
}
