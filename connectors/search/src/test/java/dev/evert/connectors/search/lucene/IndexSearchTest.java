package dev.evert.connectors.search.lucene;

import static dev.evert.connectors.search.TestRows.batch;
import static dev.evert.connectors.search.TestRows.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import dev.evert.spi.type.Type;
import dev.evert.spi.type.Type.Simple;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.RecordingContext;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSearchTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("id", Simple.INT4),
              Column.nullable("title", Type.Text.ANY),
              Column.nullable("body", Type.Text.ANY),
              Column.nullable("price", new Type.Numeric(10, 2)),
              Column.nullable("exact", Type.Numeric.ANY),
              Column.nullable("weight", Simple.FLOAT4),
              Column.nullable("made", Simple.TIMESTAMPTZ),
              Column.nullable("day", Simple.DATE),
              Column.nullable("stocked", Simple.BOOLEAN),
              Column.nullable("code", Simple.UUID),
              Column.nullable("tags", new Type.Array(Type.Text.ANY)),
              Column.nullable("span", Simple.INTERVAL),
              Column.nullable("Size", Simple.INT8)),
          List.of(0));

  @TempDir private Path temporary;
  private LuceneSink sink;

  @BeforeEach
  void fill() throws Exception {
    Path index = temporary.resolve("index");
    sink =
        new LuceneSink(
            IndexLocation.of(StoreUri.parse("lucene:" + index)), new RecordingContext("shop"));
    sink.prepare(SCHEMA);
    sink.write(
        batch(
            1,
            put(
                SCHEMA,
                1,
                "1",
                "Blue woollen jumper",
                "Warm & soft. Made in Norway.",
                "59.90",
                "0.10",
                "0.1",
                "2024-02-29 12:00:00+00",
                "2024-02-29",
                "t",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "{winter,\"new in\"}",
                "1 mon",
                "7"),
            put(
                SCHEMA,
                1,
                "2",
                "Red cotton shirt",
                "Cool and soft, for the summer.",
                "19.90",
                "123456789012345678901234567890.5",
                "NaN",
                "infinity",
                "-infinity",
                "f",
                "b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "{summer,NULL}",
                "29 days",
                "8"),
            put(
                SCHEMA,
                1,
                "3",
                "Blue cotton scarf",
                null,
                "-5.00",
                "NaN",
                "-0",
                "0044-03-15 00:00:00+00 BC",
                "infinity",
                null,
                null,
                "{}",
                "-3 days",
                null),
            put(SCHEMA, 1, "4", "", "", null, null, null, null, null, null, null, null)));
    sink.flush();
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blue | 1 3",
        "BLUE cotton | 1 2 3",
        "blue AND cotton | 3",
        "+blue -cotton | 1",
        "NOT blue | 2 4",
        "\"blue woollen\" | 1",
        "\"woollen blue\" | ''",
        "\"blue jumper\"~1 | 1",
        "wool* | 1",
        "*wool* | 1",
        "jumpr~ | 1",
        "/jump.r/ | 1",
        "title:soft | ''",
        "body:soft | 1 2",
        "title:* | 1 2 3 4",
        "body:warm~1 | 1",
        "title.keyword:\"Red cotton shirt\" | 2",
        "price:59.90 | 1",
        "price:59.9 | 1",
        "price:59.901 | ''",
        "price:[19.9 TO 59.9} | 2",
        "price:[* TO 0] | 3",
        "59.9 | 1",
        "exact:0.1 | 1",
        "exact:[1 TO *] | 2 3",
        "exact:123456789012345678901234567890.50 | 2",
        "weight:0.1 | 1",
        "weight:0 | 3",
        "weight:{0.1 TO *] | 2",
        "made:\"2024-02-29 13:00:00+01\" | 1",
        "made:[2024-01-01 TO *] | 1 2",
        "made:[* TO \"0001-01-01 00:00:00+00\"] | 3",
        "day:2024-02-29 | 1",
        "day:\\-infinity | 2",
        "stocked:true | 1",
        "stocked:no | 2",
        "code:A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11 | 1",
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | 1",
        "code:b0* | 2",
        "code:* | 1 2",
        "tags:summer | 2",
        "tags.keyword:\"new in\" | 1",
        "span:\"30 days\" | 1",
        "span:[\"0\" TO \"30 days\"} | 2",
        "size:[7 TO 8} | 1",
        "_id:3 | 3",
        "* | 1 2 3 4",
        "*:* | 1 2 3 4",
      })
  void finds(String query, String ids) throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      SearchResult result = search.find(query, 10);
      assertThat(result.hits().stream().map(SearchHit::key).sorted())
          .containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
      assertThat(result.total()).isEqualTo(result.hits().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blue AND | can not be understood at character 8",
        "title:[a TO | can not be understood at character",
        "colour:blue | names a column colour; there are id, title",
        "price:cheap | column price: invalid input syntax",
        "made:[yesterday TO *] | column made:",
        "price:5* | column price has no words",
        "day:2024~ | column day has no words",
      })
  void saysWhatIsWrongWithAQuery(String query, String message) throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      assertThatThrownBy(() -> search.find(query, 10))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
          .hasMessageContaining(message);
    }
  }

  @Test
  void returnsTheRowAndMarksWhatMatched() throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      SearchHit hit = search.find("soft* wolen~", 1).hits().getFirst();
      assertThat(hit.row())
          .isEqualTo(
              """
              {"id":1,"title":"Blue woollen jumper","body":"Warm & soft. Made in Norway.",\
              "price":59.90,"exact":"0.10","weight":0.1,"made":"2024-02-29T12:00:00Z",\
              "day":"2024-02-29","stocked":true,"code":"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",\
              "tags":["winter","new in"],"span":"1 mon","Size":7}\
              """);
      assertThat(hit.highlights().stream().map(IndexSearchTest::marked))
          .containsExactly("title: Blue [woollen] jumper", "body: Warm & [soft]. Made in Norway.");
    }
  }

  @Test
  void marksPhrasesAndColumnsOnTheirOwn() throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      SearchHit hit = search.find("id:1 AND \"made in\" AND title:blue", 1).hits().getFirst();
      assertThat(hit.highlights().stream().map(IndexSearchTest::marked))
          .containsExactly(
              "title: [Blue] woollen jumper", "body: Warm & soft. [Made] [in] Norway.");
    }
  }

  private static String marked(SearchHit.Highlight highlight) {
    StringBuilder text = new StringBuilder(highlight.text());
    for (SearchHit.Span span : highlight.matches().reversed()) {
      text.insert(span.to(), ']').insert(span.from(), '[');
    }
    return highlight.column() + ": " + text;
  }

  @Test
  void limitsTheHitsAndCountsThemAll() throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      SearchResult result = search.find("cotton blue", 1);
      assertThat(result.total()).isEqualTo(3);
      assertThat(result.hits().stream().map(SearchHit::key)).containsExactly("3");
      assertThatThrownBy(() -> search.find("cotton", 0)).hasMessageContaining("limit");
    }
  }

  @Test
  void seesTheNewestCommitOnly() throws Exception {
    try (IndexSearch search = IndexSearch.open(temporary.resolve("index"))) {
      sink.write(batch(2, put(SCHEMA, 2, "5", "Green jumper")));
      assertThat(search.find("green", 10).total()).isZero();
      sink.flush();
      assertThat(search.find("green", 10).total()).isOne();
    }
  }

  @Test
  void namesADirectoryThatHoldsNoIndex() throws Exception {
    assertThatThrownBy(() -> IndexSearch.open(temporary.resolve("nowhere")))
        .isInstanceOf(EvertException.class)
        .hasMessageContaining("there is no directory");
    assertThatThrownBy(() -> IndexSearch.open(temporary.resolve("index").resolve("..")))
        .isInstanceOf(EvertException.class)
        .hasMessageContaining("no index");
  }
}
