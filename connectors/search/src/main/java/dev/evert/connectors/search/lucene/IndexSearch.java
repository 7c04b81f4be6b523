package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.document.DocumentId;
import dev.evert.connectors.search.document.DocumentTexts;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Searches an index as of the newest commit at each search, while a sink may go on filling it, in
 * this process or another. One thread at a time.
 */
public final class IndexSearch implements Search {
  private final Path path;
  private final Directory directory;
  private DirectoryReader reader;
  private IndexState state;
  private ColumnQueries queries;
  private Passages passages;

  private IndexSearch(Path path, Directory directory) throws IOException {
    this.path = path;
    this.directory = directory;
    this.reader = DirectoryReader.open(directory);
    try {
      this.state = IndexState.fromUserData(userData(reader), path.toString());
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
    List<ColumnField> columns = RowIndexer.fields(state.schema());
    this.queries = queries(columns, state.language());
    this.passages = new Passages(columns, state.language().analyzer());
  }

  /**
   * Opens the index in a directory.
   *
   * @throws EvertException {@link ErrorCode#NO_SUCH_FILE} if there is none, {@link
   *     ErrorCode#SINK_FOREIGN} if Evert did not make it, {@link ErrorCode#DATA_CORRUPT}
   */
  public static IndexSearch open(Path path) {
    return IndexFailure.translated(path, () -> opened(path));
  }

  private static IndexSearch opened(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw none(path, "there is no directory ");
    }
    Directory directory = IndexDirectory.open(path);
    try {
      if (IndexDirectory.state(path, directory).isEmpty()) {
        throw none(path, "there is no index in ");
      }
      return new IndexSearch(path, directory);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static EvertException none(Path path, String what) {
    return new EvertException(
        ErrorCode.NO_SUCH_FILE,
        what + path,
        "Name the directory of a pipe's lucene: sink; `evert pipes` lists the pipes.");
  }

  private static Map<String, String> userData(DirectoryReader reader) throws IOException {
    return reader.getIndexCommit().getUserData();
  }

  private static ColumnQueries queries(List<ColumnField> columns, Language language) {
    Map<String, Analyzer> whole = new HashMap<>();
    for (ColumnField column : columns) {
      if (column instanceof WordsField words) {
        whole.put(words.keyword(), new KeywordAnalyzer());
      }
    }
    return new ColumnQueries(columns, new PerFieldAnalyzerWrapper(language.analyzer(), whole));
  }

  /** The schema of the rows, as of the newest search. */
  public Schema schema() {
    return state.schema();
  }

  @Override
  public SearchResult find(String query, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new EvertException(
          ErrorCode.INVALID_ARGUMENT, "limit: wanted 1 to " + MAX_LIMIT + ", got " + limit);
    }
    return IndexFailure.translated(
        path,
        () -> {
          refresh();
          return found(queries.read(query), limit);
        });
  }

  private void refresh() throws IOException {
    DirectoryReader newer = DirectoryReader.openIfChanged(reader);
    if (newer == null) {
      return;
    }
    reader.close();
    reader = newer;
    IndexState now = IndexState.fromUserData(userData(newer), path.toString());
    if (!now.schema().equals(state.schema())) {
      List<ColumnField> columns = RowIndexer.fields(now.schema());
      queries = queries(columns, now.language());
      passages = new Passages(columns, now.language().analyzer());
    }
    state = now;
  }

  private SearchResult found(Query query, int limit) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(limit, Integer.MAX_VALUE));
    List<SearchHit> hits = new ArrayList<>();
    for (ScoreDoc doc : top.scoreDocs) {
      hits.add(hit(query, doc.score, searcher.storedFields().document(doc.doc)));
    }
    return new SearchResult(top.totalHits.value(), hits);
  }

  private SearchHit hit(Query query, float score, Document document) throws IOException {
    byte[] source = bytes(document.getBinaryValue(RowIndexer.SOURCE));
    byte[] key = bytes(document.getBinaryValue(RowIndexer.KEY));
    return new SearchHit(
        score,
        new DocumentId(state.schema()).of(key),
        new String(source, StandardCharsets.UTF_8),
        passages.of(query, DocumentTexts.read(source)));
  }

  private static byte[] bytes(@Nullable BytesRef value) {
    return value == null ? new byte[0] : BytesRef.deepCopyOf(value).bytes;
  }

  @Override
  public void close() {
    IndexFailure.translated(
        path,
        () -> {
          try (directory) {
            reader.close();
          }
          return path;
        });
  }
}
