package dev.evert.connectors.search.rest;

import static dev.evert.connectors.search.TestRows.batch;
import static dev.evert.connectors.search.TestRows.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.contract.RecordingContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestSearchIT {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("shop", Type.Text.ANY),
              Column.required("id", Type.Simple.INT4),
              Column.nullable("title", Type.Text.ANY),
              Column.nullable("price", new Type.Numeric(10, 2)),
              Column.nullable("made", Type.Simple.TIMESTAMPTZ),
              Column.nullable("weight", Type.Simple.FLOAT8)),
          List.of(0, 1));

  private final String index = RestFixture.freshIndex();

  @TempDir private Path home;
  private Search search;

  @BeforeEach
  void fill() throws InterruptedException {
    try (RestSink sink =
        RestFixture.sink(TestServers.openSearch(), index, new RecordingContext("pipe"))) {
      sink.prepare(SCHEMA);
      sink.write(
          batch(
              1,
              put(SCHEMA, 1, "de", "1", "Blue woollen jumper", "59.90", "2024-02-29", "NaN"),
              put(SCHEMA, 1, "de", "2", "Red jumper", "19.90", "infinity", "1.5"),
              put(SCHEMA, 1, "at", "1", "Blue scarf", "NaN", "0044-03-15 BC", null)));
      sink.flush();
    }
    try (RestClient client = RestFixture.client(TestServers.openSearch())) {
      new TargetIndex(client, index).refresh();
    }
    search = open(index);
  }

  private Search open(String name) {
    StoreUri uri =
        StoreUri.parse("opensearch://" + TestServers.openSearch().getAuthority() + "/" + name);
    return new RestSearchFactory().open(uri, new TestSurroundings("search", home));
  }

  @AfterEach
  void close() {
    search.close();
  }

  private List<String> keys(String query) {
    return search.find(query, 10).hits().stream().map(SearchHit::key).sorted().toList();
  }

  @Test
  void findsByWordsValuesAndRanges() {
    assertThat(keys("blue")).containsExactly("at,1", "de,1");
    assertThat(keys("+jumper -blue")).containsExactly("de,2");
    assertThat(keys("title:\"woollen jumper\"")).containsExactly("de,1");
    assertThat(keys("wool*")).containsExactly("de,1");
    assertThat(keys("jumpr~")).containsExactly("de,1", "de,2");
    assertThat(keys("price:59.90")).containsExactly("de,1");
    assertThat(keys("price:[10 TO 20}")).containsExactly("de,2");
    assertThat(keys("made:[2024-01-01 TO *]")).containsExactly("de,1");
    assertThat(keys("made.keyword:infinity")).containsExactly("de,2");
    assertThat(keys("title.keyword:\"Blue scarf\"")).containsExactly("at,1");
    assertThat(keys("*")).hasSize(3);
  }

  @Test
  void returnsRowsAndMarksWhatMatched() {
    SearchResult result = search.find("wollen~ jumper", 1);
    assertThat(result.total()).isEqualTo(2);
    SearchHit hit = result.hits().getFirst();
    assertThat(hit.row())
        .isEqualTo(
            "{\"shop\":\"de\",\"id\":1,\"title\":\"Blue woollen jumper\",\"price\":59.90,"
                + "\"made\":\"2024-02-29T00:00:00Z\",\"weight\":\"NaN\"}");
    assertThat(hit.highlights())
        .containsExactly(
            new SearchHit.Highlight(
                "title",
                "Blue woollen jumper",
                List.of(new SearchHit.Span(5, 12), new SearchHit.Span(13, 19))));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> search.find("title:(blue", 10))
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
        .hasMessageContaining("title:(blue");
    assertThatThrownBy(() -> search.find("blue", 0)).hasMessageContaining("limit");
    try (Search none = open("no-such-index")) {
      assertThatThrownBy(() -> none.find("blue", 10)).hasMessageContaining("no-such-index");
    }
  }
}
