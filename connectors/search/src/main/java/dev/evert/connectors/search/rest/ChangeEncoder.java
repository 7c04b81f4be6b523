package dev.evert.connectors.search.rest;

import dev.evert.connectors.search.document.DocumentFormat;
import dev.evert.connectors.search.document.DocumentId;
import dev.evert.connectors.search.document.DocumentRows;
import dev.evert.connectors.search.document.ForeignKey;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.text.JsonWriter;
import java.util.Base64;

/** Rows as documents of an index, and back to what of them is compared. One thread at a time. */
final class ChangeEncoder {
  private final DocumentFormat format;
  private final DocumentRows rows;
  private final DocumentId ids;

  ChangeEncoder(Schema schema) {
    format = new DocumentFormat(schema);
    rows = new DocumentRows(schema);
    ids = new DocumentId(schema);
  }

  /** Adds what makes the document of a key what it is after the change. */
  void add(SinkChange change, long version, BulkBody<SinkChange> body) {
    String id = id(change.key());
    byte[] row = change.after();
    if (row == null) {
      body.delete(change, id, version);
    } else {
      body.index(change, id, version, out -> document(change, row, out));
    }
  }

  /** The id of the document of a key. */
  String id(byte[] key) {
    return ForeignKey.id(key).orElseGet(() -> ids.of(key));
  }

  private void document(SinkChange change, byte[] row, JsonWriter out) {
    out.beginObject();
    format.members(row, out);
    out.name(IndexSchema.OWN).beginObject();
    out.name(IndexSchema.KEY).string(Base64.getEncoder().encodeToString(change.key()));
    out.name(IndexSchema.POSITION).string(change.position());
    if (change.operation() != null) {
      out.name(IndexSchema.OPERATION).string(change.operation().toString());
    }
    out.endObject().endObject();
  }

  /** What a row's document is compared by. */
  byte[] content(byte[] row) {
    return format.bytes(row);
  }

  /**
   * What a document is compared by; one that no row of these columns gives is compared as it is.
   */
  byte[] contentOf(byte[] document) {
    try {
      return format.bytes(rows.read(document));
    } catch (EvertException e) {
      return document;
    }
  }

  /** A document's row, of the columns that it has. */
  byte[] row(byte[] document) {
    return rows.read(document);
  }
}
