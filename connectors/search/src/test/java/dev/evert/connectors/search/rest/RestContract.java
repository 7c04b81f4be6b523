package dev.evert.connectors.search.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.Surroundings;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.text.JsonWriter;
import dev.evert.spi.type.Type;
import dev.evert.spi.type.Type.Simple;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SinkContract;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every sink does, on a real server. */
abstract class RestContract extends SinkContract {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final URI server;
  private final RestClient client;
  private String index = "";

  RestContract(URI server) {
    this.server = server;
    this.client =
        new RestClient(
            List.of(server), Optional.empty(), Optional.empty(), RestClient.ANSWER_LIMIT);
  }

  @BeforeEach
  @Override
  protected void fresh() {
    index = "contract-" + NUMBER.incrementAndGet();
  }

  @AfterEach
  void remove() throws InterruptedException {
    client.send("DELETE", "/" + index);
    client.close();
  }

  @Override
  protected Sink open(SinkContext context, Surroundings surroundings) {
    StoreUri uri = StoreUri.parse("opensearch://" + server.getAuthority() + "/" + index);
    return new RestSinkFactory().open(uri, context, surroundings);
  }

  @Override
  protected List<Type> types() {
    List<Type> types = new ArrayList<>(List.of(Simple.values()));
    types.add(Type.Numeric.ANY);
    types.add(new Type.Numeric(10, 2));
    types.add(new Type.Numeric(15, 0));
    types.add(new Type.Numeric(12, -3));
    types.add(new Type.Numeric(40, 10));
    types.add(Type.Text.ANY);
    types.add(new Type.Text(5));
    types.add(new Type.Char(7));
    types.add(new Type.Enumeration("mood", List.of("sad", "so so", "happy")));
    types.add(new Type.Domain("posint", Simple.INT4));
    types.add(new Type.Other("inet"));
    for (Type type : List.copyOf(types)) {
      types.add(new Type.Array(type));
    }
    return types;
  }

  @Override
  protected void damage(Damage damage) throws InterruptedException {
    List<IndexScan.Hit> hits = new ArrayList<>();
    new IndexScan(client, new TargetIndex(client, index)).run(hits::add);
    String document = "/" + index + "/_doc/";
    switch (damage) {
      case CHANGED ->
          ask(
              "POST",
              "/" + index + "/_update/" + hits.getFirst().id(),
              "{\"doc\":{\"name\":\"x\"}}");
      case REMOVED -> ask("DELETE", document + hits.getLast().id(), "");
      case ADDED -> ask("PUT", document + "foreign", "{\"id\":1}");
    }
  }

  private void ask(String method, String path, String json) throws InterruptedException {
    RestAnswer answer = client.send(method, path, new JsonWriter().json(json));
    assertThat(answer.isSuccess()).as(new String(answer.body(), UTF_8)).isTrue();
  }

  /** A subfield that turns the word into a term that is longer than a term can be. */
  @Override
  protected boolean refuse() throws InterruptedException {
    String word = "x".repeat(40_000);
    ask("POST", "/" + index + "/_close", "");
    ask(
        "PUT",
        "/" + index + "/_settings",
        "{\"index\":{\"analysis\":{\"char_filter\":{\"trap\":{\"type\":\"pattern_replace\","
            + "\"pattern\":\"refused\",\"replacement\":\""
            + word
            + "\"}},\"analyzer\":{\"trap\":{\"tokenizer\":\"keyword\","
            + "\"char_filter\":[\"trap\"]}}}}}");
    ask("POST", "/" + index + "/_open", "");
    ask(
        "PUT",
        "/" + index + "/_mapping",
        "{\"properties\":{\"name\":{\"type\":\"text\",\"fields\":"
            + "{\"trap\":{\"type\":\"text\",\"analyzer\":\"trap\"}}}}}");
    return true;
  }
}
