package dev.evert.connectors.search.rest;

import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkChange;

/** Gives the documents of an index the values that their rows have in columns with a default. */
final class Widening {
  private final ChangeEncoder before;
  private final ChangeEncoder wider;
  private final BulkSender sender;
  private final BulkLimit limit;
  private final BulkResult<SinkChange> result = BulkResult.empty();
  private BulkBody<SinkChange> body = new BulkBody<>();

  Widening(Schema before, Schema wider, BulkSender sender, BulkLimit limit) {
    this.before = new ChangeEncoder(before);
    this.wider = new ChangeEncoder(wider);
    this.sender = sender;
    this.limit = limit;
  }

  /** Writes every document anew under the version that it has; returns what was not applied. */
  BulkResult<SinkChange> run(IndexScan scan) throws InterruptedException {
    scan.run(this::add);
    send();
    return result;
  }

  private void add(IndexScan.Hit hit) throws InterruptedException {
    byte[] row = before.row(hit.source());
    SinkChange change = OwnFields.read(hit.source()).change(hit.key(), row, hit.version());
    wider.add(change, hit.version(), body);
    if (body.sizeBytes() >= limit.bytes()) {
      send();
    }
  }

  private void send() throws InterruptedException {
    result.addAll(sender.send(body));
    body = new BulkBody<>();
  }
}
