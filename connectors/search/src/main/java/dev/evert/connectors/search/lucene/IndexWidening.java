package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.document.DocumentRows;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkChange;
import java.io.IOException;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Gives the rows of an index the values that they have in columns added with a default. */
final class IndexWidening {
  private final DocumentRows rows;
  private final RowIndexer indexer;

  /** From rows of one schema to rows of another that has further columns. */
  IndexWidening(Schema before, Schema wider) {
    rows = new DocumentRows(before);
    indexer = new RowIndexer(wider);
  }

  /** Writes every document of the newest commit anew. */
  void rewrite(Directory directory, IndexFiller filler) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        rewrite(leaf.reader(), filler);
      }
    }
  }

  private void rewrite(LeafReader leaf, IndexFiller filler) throws IOException {
    Bits live = leaf.getLiveDocs();
    StoredFields stored = leaf.storedFields();
    for (int i = 0; i < leaf.maxDoc(); i++) {
      if (live == null || live.get(i)) {
        rewrite(stored.document(i), filler);
      }
    }
  }

  private void rewrite(Document old, IndexFiller filler) throws IOException {
    BytesRef key = old.getBinaryValue(RowIndexer.KEY);
    BytesRef source = old.getBinaryValue(RowIndexer.SOURCE);
    byte[] row = rows.read(BytesRef.deepCopyOf(source).bytes);
    String operation = old.get(RowIndexer.OPERATION);
    SinkChange change =
        new SinkChange(
            BytesRef.deepCopyOf(key).bytes,
            null,
            row,
            0,
            old.get(RowIndexer.POSITION),
            operation == null ? null : UUID.fromString(operation));
    Term id = indexer.term(change.key());
    filler.put(id, indexer.document(id, change, row));
  }
}
