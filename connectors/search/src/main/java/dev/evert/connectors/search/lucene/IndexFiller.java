package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.store.Directory;

/**
 * The writer of an index, tuned for small and frequent commits: what a commit costs is mostly the
 * number of files that it syncs, so that new segments are one file each, and no commit waits for a
 * merge.
 */
final class IndexFiller implements AutoCloseable {
  private static final double BUFFER_MEGABYTES = 32;

  /**
   * Segments below this are merged as if they had it; the usual 16 would copy them over and over.
   */
  private static final double FLOOR_MEGABYTES = 0.5;

  /** Merged segments up to this are one file, too: what they hold is copied once more for it. */
  private static final double COMPOUND_MEGABYTES = 16;

  private final Directory directory;
  private final BackgroundMerges merges;
  private final IndexWriter writer;

  IndexFiller(Path path, Language language, IndexDirectory.Opener opener) throws IOException {
    directory = new ParallelSync(opener.open(path));
    merges = new BackgroundMerges(path);
    try {
      writer = new IndexWriter(directory, config(language, merges));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static IndexWriterConfig config(Language language, BackgroundMerges scheduler) {
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setFloorSegmentMB(FLOOR_MEGABYTES);
    merges.setNoCFSRatio(1);
    merges.setMaxCFSSegmentSizeMB(COMPOUND_MEGABYTES);
    return new IndexWriterConfig(language.analyzer())
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND)
        .setCommitOnClose(false)
        .setUseCompoundFile(true)
        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
        .setMaxFullFlushMergeWaitMillis(0)
        .setMergePolicy(merges)
        .setMergeScheduler(scheduler);
  }

  /** Puts a document in the place of the one with the same id, if there is one. */
  void put(Term id, Document document) throws IOException {
    writer.updateDocument(id, document);
  }

  void delete(Term id) throws IOException {
    writer.deleteDocuments(id);
  }

  /** Deletes the documents without an id: no sink put them there. */
  void deleteForeign() throws IOException {
    writer.deleteDocuments(
        new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.MUST)
            .add(
                new TermRangeQuery(RowIndexer.ID, null, null, true, true),
                BooleanClause.Occur.MUST_NOT)
            .build());
  }

  /** Makes documents and state durable as one: a crash leaves all of it or what was before. */
  void commit(IndexState state) throws IOException {
    writer.setLiveCommitData(state.toUserData().entrySet());
    writer.commit();
    Optional<EvertException> failure = merges.takeFailure();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Gives up what was not committed. */
  @Override
  public void close() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }
}
