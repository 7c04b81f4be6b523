package dev.evert.connectors.search.rest;

import static dev.evert.connectors.search.RandomBatches.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.connectors.search.TestRows;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RecordingContext;
import dev.evert.testing.server.HttpFault;
import dev.evert.testing.server.HttpProxy;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server behind a proxy that does all that networks and busy servers do. */
abstract class RestFaults {
  private static final int BATCHES = Boolean.getBoolean("evert.nightly") ? 400 : 40;

  private final RecordingContext context = new RecordingContext("pipe");
  private final String index = RestFixture.freshIndex();
  private final URI server;
  private HttpProxy proxy;
  private RestSink sink;

  RestFaults(URI server) {
    this.server = server;
  }

  @BeforeEach
  void start() throws IOException, InterruptedException {
    proxy = HttpProxy.before(server);
    sink = RestFixture.sink(proxy.uri(), index, context);
    sink.prepare(SCHEMA);
  }

  @AfterEach
  void stop() throws IOException {
    sink.close();
    proxy.close();
  }

  /** Does something to one of some bulk requests, and passes the others on. */
  private static HttpFault toBulks(Random random, int oneOf, HttpFault... faults) {
    return (request, server) -> {
      HttpFault fault = HttpFault.none();
      synchronized (random) {
        if (isBulk(request) && random.nextInt(oneOf) == 0) {
          fault = faults[random.nextInt(faults.length)];
        }
      }
      return fault.apply(request, server);
    };
  }

  private static boolean isBulk(HttpFault.Request request) {
    return request.path().contains("/_bulk");
  }

  private void checkSame(RandomBatches batches, long version) throws InterruptedException {
    proxy.inject(HttpFault.none());
    assertThat(sink.flush().version()).isEqualTo(version);
    assertThat(batches.differences(sink.audit(), version)).isEmpty();
    assertThat(context.parked()).isEmpty();
  }

  @Test
  void goesOnAfterEveryKindOfFailure() throws Exception {
    Random random = Seed.random("goesOnAfterEveryKindOfFailure");
    RandomBatches batches = new RandomBatches(random.nextLong());
    proxy.inject(
        toBulks(
            random,
            2,
            HttpFault.loseRequest(),
            HttpFault.loseAnswer(),
            HttpFault.answer(429, "{\"error\":{\"type\":\"circuit_breaking_exception\"}}"),
            HttpFault.answer(500, "{\"error\":\"internal\"}"),
            HttpFault.answer(502, "<html>Bad Gateway</html>"),
            HttpFault.answer(503, ""),
            HttpFault.answer(200, "{\"items\":[{\"ind")));
    for (long version = 1; version <= BATCHES; version++) {
      sink.write(batches.batch(version));
    }
    checkSame(batches, BATCHES);
    assertThat(context.waits()).isNotEmpty();
  }

  @Test
  void sendsOnlyTheItemsAgainThatFailed() throws Exception {
    Random random = Seed.random("sendsOnlyTheItemsAgainThatFailed");
    RandomBatches batches = new RandomBatches(random.nextLong());
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    proxy.inject((request, server) -> {
      if (!isBulk(request)) {
        return Optional.of(server.send(request));
      }
      PartialBulk bulk = new PartialBulk(request);
      asked.addAndGet(bulk.items());
      synchronized (random) {
        return Optional.of(
            bulk.send(
                server,
                _ -> {
                  boolean fails = random.nextInt(3) == 0;
                  refused.addAndGet(fails ? 1 : 0);
                  return fails;
                }));
      }
    });
    int changes = 0;
    for (long version = 1; version <= BATCHES; version++) {
      changes += batches.batch(version).changes().size();
      sink.write(batches.batch(version));
    }
    checkSame(batches, BATCHES);
    assertThat(refused).hasPositiveValue();
    assertThat(asked).hasValue(changes + refused.get());
  }

  @Test
  void letsNoLateRequestWin() throws Exception {
    Random random = Seed.random("letsNoLateRequestWin");
    RandomBatches batches = new RandomBatches(random.nextLong());
    List<HttpFault.Request> late = Collections.synchronizedList(new ArrayList<>());
    proxy.inject((request, server) -> {
      if (isBulk(request)) {
        late.add(request);
      }
      return Optional.of(server.send(request));
    });
    for (long version = 1; version <= BATCHES; version++) {
      sink.write(batches.batch(version));
      sink.flush();
      HttpFault.Request old = late.get(random.nextInt(late.size()));
      try (RestClient direct = RestFixture.client(server)) {
        var body = HttpRequest.BodyPublishers.ofByteArray(old.body());
        assertThat(direct.send("POST", old.path(), body).isSuccess()).isTrue();
      }
    }
    checkSame(batches, BATCHES);
  }

  @Test
  void convergesHoweverTheBatchesAreCutAfterACrash() throws Exception {
    Random random = Seed.random("convergesHoweverTheBatchesAreCutAfterACrash");
    RandomBatches batches = new RandomBatches(random.nextLong());
    long version = 0;
    while (version < BATCHES) {
      long next = Math.min(BATCHES, version + 1 + random.nextInt(4));
      proxy.inject(toBulks(random, 3, HttpFault.loseRequest(), HttpFault.loseAnswer()));
      sink.write(batches.batch(version, next));
      version = next;
      proxy.inject(HttpFault.none());
      if (random.nextBoolean()) {
        sink.flush();
      }
      if (random.nextInt(3) == 0) {
        sink.close();
        sink = RestFixture.sink(proxy.uri(), index, context);
        version = sink.prepare(SCHEMA).map(SinkProgress::version).orElse(0L);
      }
    }
    checkSame(batches, BATCHES);
  }

  @Test
  void sendsLessAtOnceToAServerThatTakesLess() throws Exception {
    int most = 6_000;
    HttpFault tooLarge = HttpFault.answer(413, "too large");
    proxy.inject((request, server) ->
        isBulk(request) && request.body().length > most
            ? tooLarge.apply(request, server)
            : Optional.of(server.send(request)));
    RandomBatches batches = new RandomBatches(7);
    sink.write(batches.batch(0, 30));
    checkSame(batches, 30);
    proxy.inject(tooLarge);
    sink.write(TestRows.batch(31, TestRows.put(SCHEMA, 31, "1", "x".repeat(most), "1")));
    assertThat(context.parked()).hasSize(1);
    assertThat(context.parked().getFirst().code()).isEqualTo(ErrorCode.SINK_REJECTED);
    assertThat(context.parked().getFirst().reason()).contains("more than the server takes");
  }

  @Test
  void givesUpInTheEndAndCanBeAskedAgain() throws Exception {
    RandomBatches batches = new RandomBatches(8);
    proxy.inject(HttpFault.answer(429, "{\"error\":{\"type\":\"es_rejected_execution\"}}"));
    assertThatThrownBy(() -> sink.write(batches.batch(1)))
        .isInstanceOfSatisfying(
            EvertException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY);
              assertThat(e.transientFailure()).isTrue();
            })
        .hasMessageContaining("429");
    assertThat(context.waits()).hasSizeGreaterThan(5);
    proxy.inject(HttpFault.none());
    sink.write(batches.batch(1));
    checkSame(batches, 1);
  }

  @Test
  void doesNotWaitForAnAnswerForEver() throws Exception {
    RestClient impatient = RestFixture.client(proxy.uri(), Duration.ofMillis(300));
    RandomBatches batches = new RandomBatches(9);
    AtomicInteger held = new AtomicInteger();
    try (RestSink hasty = RestFixture.sink(impatient, index, RestFixture.HASTY, context)) {
      hasty.prepare(SCHEMA);
      proxy.inject((request, server) -> {
        if (isBulk(request) && held.getAndIncrement() < 2) {
          new CountDownLatch(1).await(2, TimeUnit.SECONDS);
        }
        return Optional.of(server.send(request));
      });
      hasty.write(batches.batch(1));
      hasty.flush();
      assertThat(batches.differences(hasty.audit(), 1)).isEmpty();
    }
    assertThat(held).hasValueGreaterThanOrEqualTo(3);
  }

  @Test
  void saysWhatIsWrongWithTheServer() throws Exception {
    fails(401, "{\"error\":\"who are you\"}", ErrorCode.WRONG_PASSWORD, "who are you");
    fails(
        403,
        "{\"error\":{\"type\":\"security_exception\",\"reason\":\"no permissions\"}}",
        ErrorCode.NOT_PERMITTED,
        "no permissions");
    fails(200, "<html>", ErrorCode.STORE_VERSION, "no OpenSearch or Elasticsearch");
    fails(
        200,
        "{\"version\":{\"number\":\"6.8.23\"}}",
        ErrorCode.STORE_VERSION,
        "got Elasticsearch 6.8.23");
    fails(
        200,
        "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"4.0.0\"}}",
        ErrorCode.STORE_VERSION,
        "got OpenSearch 4.0.0");
    fails(503, "{\"error\":\"starting\"}", ErrorCode.STORE_BUSY, "starting");
    URI nobody = nobody();
    try (RestSink lost = RestFixture.sink(nobody, index, context)) {
      assertThatThrownBy(() -> lost.prepare(SCHEMA))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
          .hasMessageContaining(nobody.toString());
    }
  }

  /** Where nobody listens: a proxy that is closed may still answer on a connection that is kept. */
  private URI nobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      URI served = proxy.uri();
      String port = ":" + served.getPort();
      return URI.create(served.toString().replace(port, ":" + free.getLocalPort()));
    }
  }

  private void fails(int status, String body, ErrorCode code, String message) throws Exception {
    proxy.inject(HttpFault.answer(status, body));
    try (RestSink refused = RestFixture.sink(proxy.uri(), index, context)) {
      assertThatThrownBy(() -> refused.prepare(SCHEMA))
          .isInstanceOfSatisfying(EvertException.class, e -> assertThat(e.code()).isEqualTo(code))
          .hasMessageContaining(message);
    }
  }
}
