package dev.evert.connectors.search.rest;

import dev.evert.connectors.search.document.ForeignKey;
import dev.evert.spi.sink.SinkAudit;

/** Compares documents with the JSON that their rows give, whatever blanks and order they have. */
final class RestAudit implements SinkAudit {
  private final IndexScan scan;
  private final ChangeEncoder encoder;

  RestAudit(IndexScan scan, ChangeEncoder encoder) {
    this.scan = scan;
    this.encoder = encoder;
  }

  @Override
  public byte[] expected(byte[] row) {
    return encoder.content(row);
  }

  @Override
  public void scan(Visitor visitor) throws InterruptedException {
    scan.run(hit -> visitor.record(key(hit), encoder.contentOf(hit.source())));
  }

  /** A copy of a document under another id is not the row's document. */
  private byte[] key(IndexScan.Hit hit) {
    return encoder.id(hit.key()).equals(hit.id()) ? hit.key() : ForeignKey.of(hit.id());
  }
}
