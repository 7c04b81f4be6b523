package dev.evert.connectors.search.rest;

import static dev.evert.connectors.search.TestRows.batch;
import static dev.evert.connectors.search.TestRows.delete;
import static dev.evert.connectors.search.TestRows.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.type.Type;
import dev.evert.testing.contract.RecordingContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes that are there already, in every state, on a real server. */
abstract class RestSetups {
  private static final Schema SCHEMA = RandomBatches.SCHEMA;

  private final String index = RestFixture.freshIndex();
  private final RecordingContext context = new RecordingContext("pipe");
  private final URI server;
  private final RestClient client;
  private RestSink sink;

  RestSetups(URI server) {
    this.server = server;
    this.client = RestFixture.client(server);
  }

  @BeforeEach
  void open() {
    sink = RestFixture.sink(server, index, context);
  }

  @AfterEach
  void close() {
    sink.close();
    client.close();
  }

  private String ask(String method, String path, String json) throws InterruptedException {
    RestAnswer answer = client.send(method, path, new JsonWriter().json(json));
    String body = new String(answer.body(), UTF_8);
    assertThat(answer.isSuccess()).as(body).isTrue();
    return body;
  }

  private void refused(Schema schema, ErrorCode code, String message) {
    assertThatThrownBy(() -> sink.prepare(schema))
        .isInstanceOfSatisfying(EvertException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void takesAnEmptyIndexWithItsMapping() throws Exception {
    ask(
        "PUT",
        "/" + index,
        "{\"mappings\":{\"properties\":{\"name\":{\"type\":\"search_as_you_type\"}}}}");
    assertThat(sink.prepare(SCHEMA)).isEmpty();
    sink.write(batch(1, put(SCHEMA, 1, "1", "jumper", "5")));
    sink.flush();
    assertThat(ask("GET", "/" + index + "/_mapping", ""))
        .contains("search_as_you_type", "\"amount\":{\"type\":\"double\"", "\"pipe\":\"pipe\"");
    assertThat(ask("GET", "/" + index + "/_doc/1", "")).contains("\"name\":\"jumper\"");
    assertThat(ask("GET", "/" + index + "/_settings", "")).contains("gc_deletes");
  }

  @Test
  void refusesFieldsThatDoNotFit() throws Exception {
    ask(
        "PUT",
        "/" + index,
        "{\"mappings\":{\"properties\":{\"id\":{\"type\":\"short\"},"
            + "\"name\":{\"properties\":{\"first\":{\"type\":\"text\"}}}}}}");
    refused(SCHEMA, ErrorCode.SINK_MISFIT, "field id is short, for integer wanted double or");
    refused(SCHEMA, ErrorCode.SINK_MISFIT, "field name is object, for text wanted keyword or");
  }

  @Test
  void refusesDocumentsOfOthers() throws Exception {
    ask("PUT", "/" + index + "/_doc/1?refresh=true", "{\"id\":1}");
    refused(SCHEMA, ErrorCode.SINK_FOREIGN, "holds 1 documents that no pipe wrote");
  }

  @Test
  void refusesAnIndexThatAcknowledgesTooEarly() throws Exception {
    ask("PUT", "/" + index, "{\"settings\":{\"index.translog.durability\":\"async\"}}");
    refused(SCHEMA, ErrorCode.SINK_MISFIT, "before they are on disk");
  }

  @Test
  void refusesColumnsThatCanNotBeFields() {
    for (String name : List.of("_id", "_evert", "a.b", " ")) {
      Schema schema = new Schema(List.of(Column.nullable(name, Type.Text.ANY)), List.of());
      refused(schema, ErrorCode.SINK_TYPE, "column '" + name + "'");
    }
  }

  @Test
  void refusesOtherRowsThanBefore() throws Exception {
    sink.prepare(SCHEMA);
    List<Column> columns = new ArrayList<>(SCHEMA.columns());
    columns.set(1, Column.nullable("title", Type.Text.ANY));
    refused(
        new Schema(columns, List.of(0)),
        ErrorCode.SINK_MISFIT,
        "column 2: has name text, wanted title text");
  }

  @Test
  void beginsAnewWithAnIndexThatWasDeleted() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1")));
    sink.flush();
    ask("DELETE", "/" + index, "");
    assertThat(sink.prepare(SCHEMA)).isEmpty();
  }

  @Test
  void noticesThatTheIndexIsDeletedUnderIt() throws Exception {
    sink.prepare(SCHEMA);
    ask("DELETE", "/" + index, "");
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1")));
    assertThatThrownBy(() -> sink.flush())
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_MISFIT))
        .hasMessageContaining("was deleted while the pipe wrote to it");
  }

  @Test
  void refusesACopyOfWhichNobodyKnowsHowFarItIs() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1")));
    sink.flush();
    IndexFacts facts = new TargetIndex(client, index).look().orElseThrow();
    ask("DELETE", "/" + ProgressIndex.NAME + "/_doc/" + facts.uuid(), "");
    refused(SCHEMA, ErrorCode.SINK_MISFIT, "it was restored or copied");
  }

  @Test
  void writesThroughAnAlias() throws Exception {
    String concrete = RestFixture.freshIndex();
    ask("PUT", "/" + concrete, "{\"aliases\":{\"" + index + "\":{}}}");
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1")));
    assertThat(sink.flush().version()).isOne();
    assertThat(ask("GET", "/" + concrete + "/_doc/1", "")).contains("\"name\":\"one\"");
    sink.drop();
    assertThat(client.send("GET", "/" + concrete).status()).isEqualTo(404);
  }

  @Test
  void refusesAnAliasOfSeveral() throws Exception {
    for (int i = 0; i < 2; i++) {
      ask("PUT", "/" + RestFixture.freshIndex(), "{\"aliases\":{\"" + index + "\":{}}}");
    }
    refused(SCHEMA, ErrorCode.SINK_MISFIT, "is an alias of several");
  }

  @Test
  void takesTheWidestView() throws Exception {
    ask("PUT", "/" + index, "{}");
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < Schema.MAX_COLUMNS; i++) {
      columns.add(Column.nullable("column " + i, Type.Text.ANY));
    }
    Schema widest = new Schema(columns, List.of(0));
    assertThat(sink.prepare(widest)).isEmpty();
    sink.write(batch(1, put(widest, 1, "key", "value")));
    sink.flush();
    assertThat(context.parked()).isEmpty();
  }

  @Test
  void setsADocumentAsideThatIsLargerThanTheServerTakes() throws Exception {
    sink.prepare(SCHEMA);
    String huge = "x".repeat((int) ServerLimit.USUAL_BYTES);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1"), put(SCHEMA, 1, "2", huge, "2")));
    assertThat(context.parked()).hasSize(1);
    assertThat(context.parked().getFirst().reason()).contains("more than the server takes");
    sink.flush();
    assertThat(new TargetIndex(client, index).count()).isOne();
  }

  @Test
  void stopsAProcessThatSomebodyElseIsAheadOf() throws Exception {
    sink.prepare(SCHEMA);
    try (RestSink newer = RestFixture.sink(server, index, context)) {
      newer.prepare(SCHEMA);
      newer.write(batch(2, put(SCHEMA, 2, "1", "new", "1")));
      newer.flush();
      sink.write(batch(1, put(SCHEMA, 1, "1", "old", "1")));
      assertThatThrownBy(() -> sink.flush())
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_IN_USE));
      assertThat(ask("GET", "/" + index + "/_doc/1", "")).contains("\"name\":\"new\"");
    }
  }

  @Test
  void mendsDocumentsWithVersionsBeyondItsOwn() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(
        batch(
            5,
            put(SCHEMA, 5, "1", "one", "1"),
            put(SCHEMA, 5, "2", "two", "2"),
            put(SCHEMA, 5, "3", "three", "3")));
    sink.flush();
    String far = "?version_type=external&version=900000000000000000";
    ask("PUT", "/" + index + "/_doc/1" + far, "{\"id\":7}");
    ask("DELETE", "/" + index + "/_doc/2" + far, "");
    ask("PUT", "/" + index + "/_doc/4" + far, "{\"id\":4}");
    sink.repair(
        batch(
            5,
            put(SCHEMA, 5, "1", "one", "1"),
            put(SCHEMA, 5, "2", "two", "2"),
            delete(SCHEMA, 5, "4", "four", "4")));
    sink.write(batch(6, put(SCHEMA, 6, "1", "uno", "1"), delete(SCHEMA, 6, "2", "two", "2")));
    assertThat(sink.flush()).isEqualTo(new SinkProgress("token-6", 6));
    List<String> documents = new ArrayList<>();
    sink.audit().scan((_, content) -> documents.add(new String(content, UTF_8)));
    assertThat(documents)
        .containsExactlyInAnyOrder(
            "{\"id\":1,\"name\":\"uno\",\"amount\":1.00}",
            "{\"id\":3,\"name\":\"three\",\"amount\":3.00}");
  }

  @Test
  void keepsProgressOutOfSearchesOfTheIndex() throws Exception {
    sink.prepare(SCHEMA);
    sink.write(batch(1, put(SCHEMA, 1, "1", "one", "1")));
    sink.flush();
    assertThat(new TargetIndex(client, index).count()).isOne();
    assertThat(ask("GET", "/*/_search?q=token", "")).doesNotContain(ProgressIndex.NAME);
  }
}
