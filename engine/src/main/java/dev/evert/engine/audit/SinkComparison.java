package dev.evert.engine.audit;

import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.log.Position;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a sink with its view, and mends the sink if asked; who asks has to flush the sink then.
 * Runs on the sink's thread.
 */
final class SinkComparison {
  private static final int REPAIR_CHANGES = 1_000;

  private final ViewRecords view;
  private final Schema schema;
  private final String name;
  private final DeliveryToken token;
  private final boolean repair;
  private final List<SinkChange> changes = new ArrayList<>();
  private long repaired;

  /**
   * @param view what the sink should hold
   * @param name of the sink
   * @param token where the sink stands
   */
  SinkComparison(
      ViewRecords view, Schema schema, String name, DeliveryToken token, boolean repair) {
    this.view = view;
    this.schema = schema;
    this.name = name;
    this.token = token;
    this.repair = repair;
  }

  Comparison compare(Sink sink) throws InterruptedException {
    SinkAudit audit = sink.audit();
    Records held =
        visitor ->
            audit.scan((key, content) ->
                visitor.record(key, 0, key.length, content, 0, content.length, 1));
    Comparison outcome =
        new RecordComparison(view.shownAs(audit::expected), held)
            .compare(
                "sink " + name,
                position(),
                new KeyText(schema)::show,
                (key, kind) -> mend(sink, key, kind));
    mend(sink);
    return outcome.withRepaired(repaired);
  }

  private String position() {
    return Position.ofOrdinal(view.time()).token();
  }

  private void mend(Sink sink, byte[] key, Difference.Kind kind) throws InterruptedException {
    if (!repair) {
      return;
    }
    byte[] row = kind == Difference.Kind.SURPLUS ? null : view.row(key);
    byte[] before = row == null ? key : null;
    long version = progress().version();
    changes.add(new SinkChange(key, before, row, version, position(), null));
    if (changes.size() >= REPAIR_CHANGES) {
      mend(sink);
    }
  }

  private SinkProgress progress() {
    return token.progress(0);
  }

  private void mend(Sink sink) throws InterruptedException {
    if (!changes.isEmpty()) {
      sink.repair(new SinkBatch(changes, progress()));
      repaired += changes.size();
      changes.clear();
    }
  }
}
