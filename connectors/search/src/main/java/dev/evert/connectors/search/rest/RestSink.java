package dev.evert.connectors.search.rest;

import dev.evert.connectors.search.document.FlushInterval;
import dev.evert.connectors.search.document.ForeignKey;
import dev.evert.connectors.search.document.SchemaFit;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an index of OpenSearch or Elasticsearch equal to a view.
 *
 * <p>Exactly once, without transactions: each document has its change's version as its external
 * version, deletions too, so that writing a change again does nothing and an older one never wins,
 * in whatever order and however often requests arrive. The progress is written when every item of
 * the batches before it is acknowledged, that is, on disk. After a crash the batches since then
 * come again. They may be cut otherwise, as long as they name each key that changed since: for each
 * key the change with the highest version stays, and that is the same however they are cut.
 */
final class RestSink implements Sink {
  private final RestClient client;
  private final TargetIndex index;
  private final IndexSetup setup;
  private final SinkContext context;
  private final Pace pace;
  private final BulkLimit limit;
  private final BulkSender sender;
  private IndexSetup.@Nullable Ready ready;
  private @Nullable ChangeEncoder encoder;
  private Optional<SinkProgress> written = Optional.empty();
  private final FlushInterval interval = new FlushInterval();
  private boolean unsaved;

  RestSink(
      RestClient client, String indexName, IndexOptions options, Pace pace, SinkContext context) {
    this.client = client;
    this.context = context;
    this.pace = pace;
    index = new TargetIndex(client, indexName);
    setup = new IndexSetup(client, index, indexName, options, context.pipe());
    limit = new BulkLimit(pace.mostBytes());
    sender = new BulkSender(client, index, pace, limit, this::tell);
  }

  private synchronized void tell(String reason, long waitMillis) {
    context.waiting(reason, waitMillis);
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) throws InterruptedException {
    IndexSchema.check(schema);
    IndexSetup.Ready found = setup.run(schema);
    limit.server(ServerLimit.bytes(client));
    ready = found;
    written = found.entry().progress();
    unsaved = false;
    encoder = new ChangeEncoder(found.entry().schema());
    evolve(schema);
    return written;
  }

  @Override
  public void evolve(Schema schema) throws InterruptedException {
    IndexSetup.Ready now = ready();
    Schema held = now.entry().schema();
    Schema wider = SchemaFit.wider(held, schema, now.facts().name());
    if (wider.equals(held)) {
      return;
    }
    IndexSchema.check(wider);
    setup.addFields(wider, now.facts());
    encoder = new ChangeEncoder(wider);
    if (wider.columns().stream().anyMatch(column -> column.missing() != null)) {
      park(new Widening(held, wider, sender, limit).run(new IndexScan(client, index)));
    }
    ready = setup.widened(now, wider, written);
    unsaved = false;
  }

  @Override
  public void write(SinkBatch batch) throws InterruptedException {
    ready();
    if (written.filter(p -> p.version() >= batch.progress().version()).isPresent()) {
      return;
    }
    park(sendAll(batch.changes()));
    written = Optional.of(batch.progress());
    unsaved = true;
  }

  /** Sends changes under their own versions, in parts; returns what was not applied. */
  private BulkResult<SinkChange> sendAll(List<SinkChange> changes) throws InterruptedException {
    ChangeEncoder rows = encoder();
    BulkBody<SinkChange> body = new BulkBody<>();
    try (BulkQueue<SinkChange> queue = new BulkQueue<>(sender, pace.parallel())) {
      for (SinkChange change : changes) {
        rows.add(change, change.version(), body);
        if (body.sizeBytes() >= limit.bytes()) {
          queue.send(body);
          body = new BulkBody<>();
        }
      }
      return queue.finish(body);
    }
  }

  /**
   * Sets rows aside that the server refuses. An earlier document of such a row is deleted: what the
   * index shows is never a row that the view does not have.
   */
  private void park(BulkResult<SinkChange> result) throws InterruptedException {
    BulkBody<SinkChange> deletions = new BulkBody<>();
    for (BulkResult.Refusal<SinkChange> refusal : result.refused()) {
      SinkChange change = refusal.item();
      deletions.delete(change, encoder().id(change.key()), change.version());
    }
    if (!deletions.items().isEmpty()) {
      sender.send(deletions);
    }
    for (BulkResult.Refusal<SinkChange> refusal : result.refused()) {
      context.park(refusal.item(), ErrorCode.SINK_REJECTED, refusal.error().toString());
    }
  }

  @Override
  public SinkProgress flush() throws InterruptedException {
    SinkProgress reached =
        written.orElseThrow(() -> new IllegalStateException("nothing was written"));
    if (unsaved) {
      IndexSetup.Ready now = ready();
      ready = interval.run(() -> setup.save(now, reached));
      unsaved = false;
    }
    return reached;
  }

  @Override
  public SinkAudit audit() {
    return new RestAudit(new IndexScan(client, index), encoder());
  }

  @Override
  public void repair(SinkBatch batch) throws InterruptedException {
    BulkResult<SinkChange> result = sendAll(targets(batch.changes()));
    park(result);
    List<BulkResult.Conflict<SinkChange>> beyond = new ArrayList<>();
    BulkBody<SinkChange> again = new BulkBody<>();
    for (BulkResult.Conflict<SinkChange> conflict : result.stale()) {
      if (conflict.version() > batch.progress().version()) {
        beyond.add(conflict);
      } else {
        encoder().add(conflict.item(), conflict.version(), again);
      }
    }
    if (!again.items().isEmpty()) {
      park(sender.send(again));
    }
    if (!beyond.isEmpty()) {
      new VersionReset(index, sender, encoder()).run(beyond);
    }
    index.refresh();
  }

  /** A document that others put in the place of a row's is written once, not deleted after that. */
  private List<SinkChange> targets(List<SinkChange> changes) {
    Set<String> rows = new HashSet<>();
    for (SinkChange change : changes) {
      if (ForeignKey.id(change.key()).isEmpty()) {
        rows.add(encoder().id(change.key()));
      }
    }
    return changes.stream()
        .filter(change -> ForeignKey.id(change.key()).filter(rows::contains).isEmpty())
        .toList();
  }

  @Override
  public void drop() throws InterruptedException {
    setup.drop();
    ready = null;
    encoder = null;
    written = Optional.empty();
    unsaved = false;
  }

  @Override
  public void close() {
    client.close();
  }

  private IndexSetup.Ready ready() {
    if (ready == null) {
      throw new IllegalStateException("not prepared");
    }
    return ready;
  }

  private ChangeEncoder encoder() {
    if (encoder == null) {
      throw new IllegalStateException("not prepared");
    }
    return encoder;
  }
}
