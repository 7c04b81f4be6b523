package dev.evert.connectors.search.rest;

import dev.evert.testing.contract.RecordingContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Sinks and plain requests for tests. */
final class RestFixture {
  /** Tries often and gives up after a second. */
  static final Pace HASTY = new Pace(3, BulkLimit.LEAST_BYTES, 2, 40, 1000);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private RestFixture() {}

  /** A name that no index has yet. */
  static String freshIndex() {
    return "test-" + NUMBER.incrementAndGet();
  }

  static RestClient client(URI server) {
    return client(server, Duration.ofSeconds(60));
  }

  static RestClient client(URI server, Duration answerLimit) {
    return new RestClient(List.of(server), Optional.empty(), Optional.empty(), answerLimit);
  }

  static RestSink sink(URI server, String index, RecordingContext context) {
    return sink(client(server), index, HASTY, context);
  }

  static RestSink sink(RestClient client, String index, Pace pace, RecordingContext context) {
    IndexOptions options = new IndexOptions(Optional.of(1), Optional.of(0), "1s");
    return new RestSink(client, index, options, pace, context);
  }
}
