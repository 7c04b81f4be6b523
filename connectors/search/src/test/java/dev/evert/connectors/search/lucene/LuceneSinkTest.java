package dev.evert.connectors.search.lucene;

import static dev.evert.connectors.search.TestRows.batch;
import static dev.evert.connectors.search.TestRows.delete;
import static dev.evert.connectors.search.TestRows.key;
import static dev.evert.connectors.search.TestRows.put;
import static dev.evert.connectors.search.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneSinkTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT4), Column.nullable("name", Type.Text.ANY)),
          List.of(0));

  @TempDir private Path temporary;
  private Path index;
  private LuceneSink sink;

  @BeforeEach
  void open() throws Exception {
    index = temporary.resolve("index");
    sink = sink("lucene:" + index, "pipe");
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
  }

  private static LuceneSink sink(String uri, String pipe) {
    return new LuceneSink(IndexLocation.of(StoreUri.parse(uri)), new RecordingContext(pipe));
  }

  private List<String> rows() {
    return find("*", 100);
  }

  private List<String> find(String query, int limit) {
    try (IndexSearch search = IndexSearch.open(index)) {
      return search.find(query, limit).hits().stream().map(SearchHit::row).sorted().toList();
    }
  }

  @Test
  void losesWhatWasNotFlushedAndNothingElse() throws Exception {
    assertThat(sink.prepare(SCHEMA)).isEmpty();
    sink.write(batch(1, put(SCHEMA, 1, "1", "one"), put(SCHEMA, 1, "2", "two")));
    assertThat(sink.flush()).isEqualTo(new SinkProgress("token-1", 1));
    sink.write(batch(2, put(SCHEMA, 2, "1", "uno"), delete(SCHEMA, 2, "2", "two")));
    sink.close();
    sink = sink("lucene:" + index, "pipe");
    assertThat(sink.prepare(SCHEMA)).contains(new SinkProgress("token-1", 1));
    assertThat(rows())
        .containsExactly("{\"id\":1,\"name\":\"one\"}", "{\"id\":2,\"name\":\"two\"}");
  }

  @Test
  void ignoresABatchThatItHasAppliedAlready() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(2, put(SCHEMA, 2, "1", "new")));
    sink.write(batch(1, put(SCHEMA, 1, "1", "old"), put(SCHEMA, 1, "2", "old")));
    sink.write(batch(2, put(SCHEMA, 2, "1", "again")));
    assertThat(sink.flush().version()).isEqualTo(2);
    assertThat(rows()).containsExactly("{\"id\":1,\"name\":\"new\"}");
  }

  @Test
  void keepsPositionAndOperationOfEachRow() throws Exception {
    sink.prepare(SCHEMA);
    UUID operation = UUID.fromString("7d0e7a52-5b0f-4d4e-8c75-0f3c6a3ad9c1");
    byte[] row = row(SCHEMA, "1", "one");
    SinkChange change = new SinkChange(key(SCHEMA, row), null, row, 1, "17", operation);
    sink.write(new SinkBatch(List.of(change), new SinkProgress("t", 1)));
    sink.flush();
    assertThat(find("_operation:" + operation, 10)).hasSize(1);
  }

  @Test
  void keepsEqualRowsApartWhereThereIsNoKey() throws Exception {
    Schema bag = new Schema(SCHEMA.columns(), List.of());
    sink.prepare(bag);
    List<SinkChange> changes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] row = row(bag, "1", "same");
      RowWriter key = new RowWriter();
      key.putEncoded(row, 0, row.length);
      key.putInt8(i);
      changes.add(new SinkChange(key.toBytes(), null, row, 1, "p", null));
    }
    sink.write(new SinkBatch(changes, new SinkProgress("t", 1)));
    sink.flush();
    assertThat(find("same", 10)).hasSize(3);
  }

  @Test
  void indexesTextsOfAnyLength() throws Exception {
    sink.prepare(SCHEMA);
    String longText = "word ".repeat(20_000) + "needle" + "x".repeat(40_000);
    sink.write(batch(1, put(SCHEMA, 1, "1", longText), put(SCHEMA, 1, "2", "y".repeat(40_000))));
    sink.flush();
    assertThat(find("word", 10)).hasSize(1);
    assertThat(rows()).hasSize(2);
  }

  @Test
  void keepsLongKeysApart() throws Exception {
    Schema byName = new Schema(SCHEMA.columns(), List.of(1));
    sink.prepare(byName);
    String same = "k".repeat(50_000);
    sink.write(batch(1, put(byName, 1, "1", same + "a"), put(byName, 1, "2", same + "b")));
    sink.write(batch(2, delete(byName, 2, "1", same + "a")));
    sink.flush();
    assertThat(find("*", 10)).hasSize(1);
  }

  @Test
  void addsColumnsAndTheirDefaultsToRowsThatAreThere() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one")));
    Schema wider = with(SCHEMA, new Column("colour", Type.Text.ANY, false, text("blue")));
    sink.evolve(wider);
    sink.write(batch(2, put(wider, 2, "2", "two", "red"), put(wider, 2, "3", "short")));
    assertThat(sink.flush().version()).isEqualTo(2);
    assertThat(find("colour:blue", 10))
        .containsExactly(
            "{\"id\":1,\"name\":\"one\",\"colour\":\"blue\"}",
            "{\"id\":3,\"name\":\"short\",\"colour\":\"blue\"}");
    sink.close();
    assertThat(sink.prepare(SCHEMA)).as("a schema that is behind fits too").isPresent();
    Schema widest = with(wider, Column.nullable("size", Type.Simple.INT4));
    assertThat(sink.prepare(widest)).as("a schema that is ahead is taken over").isPresent();
    sink.write(batch(3, put(widest, 3, "4", "four", "green", "44")));
    sink.flush();
    assertThat(find("size:44", 10)).hasSize(1);
  }

  private static Schema with(Schema schema, Column column) {
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.add(column);
    return new Schema(columns, schema.key());
  }

  private static byte[] text(String value) {
    RowWriter field = new RowWriter();
    field.putText(value);
    return field.toBytes();
  }

  @Test
  void repairsRowsThatDiffer() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(5, put(SCHEMA, 5, "1", "one"), put(SCHEMA, 5, "2", "two")));
    sink.flush();
    sink.repair(batch(5, put(SCHEMA, 5, "1", "ONE"), delete(SCHEMA, 5, "2", "two")));
    assertThat(rows()).containsExactly("{\"id\":1,\"name\":\"ONE\"}");
    assertThat(sink.flush().version()).isEqualTo(5);
  }

  @Test
  void refusesAnIndexThatIsNotItsOwn() throws Exception {
    sink.prepare(SCHEMA);
    sink.close();
    refuses(sink("lucene:" + index, "other"), ErrorCode.SINK_FOREIGN, "belongs to pipe pipe");
    Path files = Files.createDirectories(temporary.resolve("files"));
    Files.writeString(files.resolve("letter.txt"), "dear");
    refuses(sink("lucene:" + files, "pipe"), ErrorCode.SINK_FOREIGN, "letter.txt");
    Path bare = temporary.resolve("bare");
    try (var directory = IndexDirectory.open(bare);
        var writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      writer.commit();
    }
    refuses(sink("lucene:" + bare, "pipe"), ErrorCode.SINK_FOREIGN, "Evert did not make");
    refuses(sink("lucene:" + files.resolve("letter.txt"), "pipe"), ErrorCode.BAD_URI, "the file");
  }

  private static void refuses(LuceneSink sink, ErrorCode code, String message) {
    try (sink) {
      assertThatThrownBy(() -> sink.prepare(SCHEMA))
          .isInstanceOfSatisfying(EvertException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContaining(message);
    }
  }

  @Test
  void refusesRowsThatDoNotFit() throws Exception {
    sink.prepare(SCHEMA);
    sink.close();
    Schema other =
        new Schema(
            List.of(
                Column.required("id", Type.Simple.INT8), Column.nullable("name", Type.Text.ANY)),
            List.of(0, 1));
    assertThatThrownBy(() -> sink.prepare(other))
        .isInstanceOf(EvertException.class)
        .hasMessageContaining("column 1: has id integer not null, wanted id bigint not null")
        .hasMessageContaining("key: has id, wanted id, name");
    LuceneSink english = sink("lucene:" + index + "?language=english", "pipe");
    refuses(english, ErrorCode.SINK_MISFIT, "has language standard, wanted english");
    Schema reserved = new Schema(List.of(Column.nullable("_source", Type.Text.ANY)), List.of());
    assertThatThrownBy(() -> sink.prepare(reserved)).hasMessageContaining("column _source");
  }

  @Test
  void isWrittenByOneProcessAtATime() throws Exception {
    sink.prepare(SCHEMA);
    refuses(sink("lucene:" + index, "pipe"), ErrorCode.DATA_IN_USE, "another process");
  }

  @Test
  void namesTheFileThatIsCorrupt() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one")));
    sink.flush();
    sink.close();
    Path compound = file(".cfs");
    byte[] bytes = Files.readAllBytes(compound);
    bytes[bytes.length / 2] ^= 1;
    Files.write(compound, bytes);
    sink.prepare(SCHEMA);
    assertThatThrownBy(() -> sink.audit().scan((_, _) -> {}))
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT))
        .hasMessageContaining(compound.getFileName().toString());
    sink.close();
    Files.write(compound, Arrays.copyOf(bytes, 20));
    refuses(sink, ErrorCode.DATA_CORRUPT, compound.getFileName().toString());
    Files.delete(compound);
    refuses(sink, ErrorCode.DATA_CORRUPT, compound.getFileName().toString());
    byte[] commit = Files.readAllBytes(file("segments_"));
    commit[commit.length / 2] ^= 1;
    Files.write(file("segments_"), commit);
    refuses(sink, ErrorCode.DATA_CORRUPT, "segments_");
  }

  private Path file(String part) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files.filter(f -> f.getFileName().toString().contains(part)).findAny().orElseThrow();
    }
  }

  @Test
  void removesTheIndexButNothingBesideIt() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one")));
    sink.flush();
    Files.writeString(index.resolve("note.txt"), "mine");
    sink.drop();
    try (Stream<Path> files = Files.list(index)) {
      assertThat(files).containsExactly(index.resolve("note.txt"));
    }
    Files.delete(index.resolve("note.txt"));
    sink.drop();
    assertThat(index).doesNotExist();
    sink.drop();
  }

  @Test
  void doesNotDropWhatBelongsToAnother() throws Exception {
    sink.prepare(SCHEMA);
    sink.close();
    try (LuceneSink other = sink("lucene:" + index, "other")) {
      assertThatThrownBy(other::drop).hasMessageContaining("belongs to pipe pipe");
    }
    assertThat(sink.prepare(SCHEMA)).isEmpty();
  }
}
