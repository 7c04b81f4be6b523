package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.document.FlushInterval;
import dev.evert.connectors.search.document.SchemaFit;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a Lucene index equal to a view. A flush is one commit of Lucene's, which holds documents
 * and progress: after a crash the index is what it was at a flush, and what came later comes again.
 */
final class LuceneSink implements Sink {
  private final IndexLocation location;
  private final Path path;
  private final SinkContext context;
  private final IndexDirectory.Opener opener;
  private @Nullable IndexFiller filler;
  private @Nullable IndexState state;
  private @Nullable RowIndexer indexer;
  private final FlushInterval interval = new FlushInterval();
  private boolean uncommitted;

  LuceneSink(IndexLocation location, SinkContext context) {
    this(location, context, IndexDirectory::open);
  }

  LuceneSink(IndexLocation location, SinkContext context, IndexDirectory.Opener opener) {
    this.opener = opener;
    this.location = location;
    this.path = location.directory();
    this.context = context;
  }

  @Override
  public Optional<SinkProgress> prepare(Schema schema) {
    close();
    indexer = new RowIndexer(schema);
    return IndexFailure.translated(path, () -> open(schema));
  }

  private Optional<SinkProgress> open(Schema schema) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new EvertException(
          ErrorCode.BAD_URI, "wanted a directory for the index, got the file " + path);
    }
    Files.createDirectories(path);
    IndexState fresh =
        new IndexState(
            context.pipe(),
            schema,
            location.language().orElse(Language.STANDARD),
            Optional.empty());
    Optional<IndexState> found = held();
    IndexState held = found.orElse(fresh);
    checkOwner(held);
    Schema wider = SchemaFit.wider(held.schema(), schema, path.toString());
    filler = new IndexFiller(path, held.language(), opener);
    state = held;
    if (found.isEmpty()) {
      filler.commit(fresh);
    } else if (!wider.equals(held.schema())) {
      widen(wider);
    }
    indexer = new RowIndexer(wider);
    return held.progress();
  }

  private Optional<IndexState> held() throws IOException {
    try (Directory directory = IndexDirectory.open(path)) {
      return IndexDirectory.state(path, directory);
    }
  }

  private void checkOwner(IndexState held) {
    if (!held.pipe().equals(context.pipe())) {
      throw new EvertException(
          ErrorCode.SINK_FOREIGN,
          "the index " + path + " belongs to pipe " + held.pipe() + ", not to " + context.pipe());
    }
    Language wanted = location.language().orElse(held.language());
    if (held.language() != wanted) {
      throw new EvertException(
          ErrorCode.SINK_MISFIT,
          "the index " + path + " has language " + held.language().id() + ", wanted " + wanted.id(),
          "Drop the index, or leave the option language out of the URI.");
    }
  }

  @Override
  public void evolve(Schema schema) {
    Schema wider = SchemaFit.wider(state().schema(), schema, path.toString());
    if (!wider.equals(state().schema())) {
      IndexFailure.translated(
          path,
          () -> {
            widen(wider);
            return wider;
          });
    }
    indexer = new RowIndexer(wider);
  }

  /** Commits what was written under the old schema, then all under the new one at once. */
  private void widen(Schema wider) throws IOException {
    commit();
    IndexState before = state();
    if (wider.columns().stream().anyMatch(column -> column.missing() != null)) {
      try (Directory directory = IndexDirectory.open(path)) {
        new IndexWidening(before.schema(), wider).rewrite(directory, filler());
      }
    }
    state = before.with(wider);
    uncommitted = true;
    commit();
  }

  @Override
  public void write(SinkBatch batch) {
    if (state().progress().filter(p -> p.version() >= batch.progress().version()).isPresent()) {
      return;
    }
    apply(batch);
    state = state().with(batch.progress());
  }

  @Override
  public void repair(SinkBatch batch) throws InterruptedException {
    apply(batch);
    IndexFailure.translated(
        path,
        () -> {
          filler().deleteForeign();
          commit();
          return path;
        });
  }

  private void apply(SinkBatch batch) {
    uncommitted = true;
    IndexFailure.translated(
        path,
        () -> {
          for (SinkChange change : batch.changes()) {
            apply(change);
          }
          return batch;
        });
  }

  private void apply(SinkChange change) throws IOException {
    RowIndexer rows = indexer();
    Term id = rows.term(change.key());
    byte[] row = change.after();
    if (row == null) {
      filler().delete(id);
      return;
    }
    Document document = rows.document(id, change, row);
    try {
      filler().put(id, document);
    } catch (IllegalArgumentException e) {
      filler().delete(id);
      context.park(change, ErrorCode.SINK_REJECTED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public SinkProgress flush() throws InterruptedException {
    if (uncommitted) {
      interval.run(() ->
          IndexFailure.translated(
              path,
              () -> {
                commit();
                return path;
              }));
    }
    return state().progress().orElseThrow(() -> new IllegalStateException("nothing was written"));
  }

  private void commit() throws IOException {
    if (uncommitted) {
      filler().commit(state());
      uncommitted = false;
    }
  }

  @Override
  public SinkAudit audit() {
    return new LuceneAudit(path, indexer());
  }

  @Override
  public void drop() {
    IndexFailure.translated(
        path,
        () -> {
          checkDroppable();
          close();
          IndexDirectory.delete(path);
          return path;
        });
  }

  /** Takes the lock and looks who owns the index, before anything is deleted. */
  private void checkDroppable() throws IOException {
    if (filler == null && Files.isDirectory(path)) {
      Optional<IndexState> held = held();
      if (held.isPresent()) {
        checkOwner(held.get());
        filler = new IndexFiller(path, held.get().language(), opener);
      }
    }
  }

  @Override
  public void close() {
    IndexFiller open = filler;
    filler = null;
    uncommitted = false;
    if (open != null) {
      IndexFailure.translated(
          path,
          () -> {
            open.close();
            return path;
          });
    }
  }

  private IndexFiller filler() {
    if (filler == null) {
      throw new IllegalStateException("not prepared");
    }
    return filler;
  }

  private IndexState state() {
    if (state == null) {
      throw new IllegalStateException("not prepared");
    }
    return state;
  }

  private RowIndexer indexer() {
    if (indexer == null) {
      throw new IllegalStateException("not prepared");
    }
    return indexer;
  }
}
