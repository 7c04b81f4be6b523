package dev.evert.engine.audit;

import dev.evert.dataflow.RowCursor;
import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a sink with its view, and mends the sink if asked. Runs on the sink's thread. */
final class SinkComparison {
  private static final int REPAIR_CHANGES = 1_000;

  private final MaintainedView view;
  private final String name;
  private final String position;
  private final boolean repair;
  private final List<SinkChange> changes = new ArrayList<>();
  private final DeliveryToken token;
  private long repaired;

  SinkComparison(MaintainedView view, String name, String position, boolean repair) {
    this.view = view;
    this.name = name;
    this.position = position;
    this.repair = repair;
    this.token = DeliveryToken.whole(view.time());
  }

  Comparison compare(Sink sink) throws InterruptedException {
    SinkAudit audit = sink.audit();
    RecordComparison comparison =
        new RecordComparison(
            new ViewRecords(view.output(), audit::expected),
            visitor ->
                audit.scan((key, content) ->
                    visitor.record(key, 0, key.length, content, 0, content.length, 1)));
    Comparison outcome =
        comparison.compare(
            "sink " + name,
            position,
            new KeyText(view.output().schema())::show,
            (key, kind) -> mend(sink, key, kind));
    mend(sink);
    return outcome.withRepaired(repaired);
  }

  private void mend(Sink sink, byte[] key, Difference.Kind kind) throws InterruptedException {
    if (!repair) {
      return;
    }
    byte[] row = kind == Difference.Kind.SURPLUS ? null : row(key);
    byte[] before = row == null ? key : null;
    long version = token.progress(0).version();
    changes.add(new SinkChange(key, before, row, version, position, null));
    if (changes.size() >= REPAIR_CHANGES) {
      mend(sink);
    }
  }

  private void mend(Sink sink) throws InterruptedException {
    if (!changes.isEmpty()) {
      sink.repair(new SinkBatch(changes, token.progress(0)));
      sink.flush();
      repaired += changes.size();
      changes.clear();
    }
  }

  /** The view's row with a key; in a view without key, the key holds the row. */
  private byte @Nullable [] row(byte[] key) {
    Schema schema = view.output().schema();
    if (!schema.keyed()) {
      RowReader in = new RowReader().set(key);
      schema.types().forEach(in::skip);
      return Arrays.copyOf(key, in.offset());
    }
    try (RowCursor rows = view.output().rows()) {
      rows.skipTo(key, 0, key.length - 1);
      while (rows.next()) {
        int order =
            Arrays.compareUnsigned(
                rows.keyBytes(), rows.keyFrom(), rows.keyTo(), key, 0, key.length);
        if (order >= 0) {
          return order == 0
              ? Arrays.copyOfRange(rows.rowBytes(), rows.rowFrom(), rows.rowTo())
              : null;
        }
      }
    }
    return null;
  }
}
