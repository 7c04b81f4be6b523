package dev.evert.connectors.search.lucene;

import dev.evert.spi.sink.SinkAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Reads an index as of its newest commit: first the checksum of every file, then each document's
 * source, which is compared with the JSON that its row gives.
 */
final class LuceneAudit implements SinkAudit {
  private static final Set<String> FIELDS = Set.of(RowIndexer.KEY, RowIndexer.SOURCE);

  private final Path path;
  private final RowIndexer indexer;

  LuceneAudit(Path path, RowIndexer indexer) {
    this.path = path;
    this.indexer = indexer;
  }

  @Override
  public byte[] expected(byte[] row) {
    return indexer.source(row);
  }

  @Override
  public void scan(Visitor visitor) {
    IndexFailure.translated(
        path,
        () -> {
          try (Directory directory = IndexDirectory.open(path);
              DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
              scan(leaf.reader(), visitor);
            }
          }
          return path;
        });
  }

  private static void scan(LeafReader leaf, Visitor visitor) throws IOException {
    leaf.checkIntegrity();
    Bits live = leaf.getLiveDocs();
    StoredFields stored = leaf.storedFields();
    for (int i = 0; i < leaf.maxDoc(); i++) {
      if (live == null || live.get(i)) {
        Document document = stored.document(i, FIELDS);
        visitor.record(bytes(document, RowIndexer.KEY), bytes(document, RowIndexer.SOURCE));
      }
    }
  }

  /** A document that somebody else put there may lack a field: it then differs from every row. */
  private static byte[] bytes(Document document, String field) {
    BytesRef value = document.getBinaryValue(field);
    return value == null ? new byte[0] : Objects.requireNonNull(BytesRef.deepCopyOf(value)).bytes;
  }
}
