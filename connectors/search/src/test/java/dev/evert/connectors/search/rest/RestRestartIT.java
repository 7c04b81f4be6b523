package dev.evert.connectors.search.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RecordingContext;
import dev.evert.testing.opensearch.OpenSearchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server while a sink writes to it. */
class RestRestartIT {
  private static final int KILLS = Boolean.getBoolean("evert.nightly") ? 10 : 1;
  private static final Pace PATIENT = new Pace(3, BulkLimit.LEAST_BYTES, 5, 500, 120_000);

  @TempDir private Path directory;

  @Test
  void convergesWhenTheServerIsKilledInBetween() throws Exception {
    Random random = Seed.random("convergesWhenTheServerIsKilledInBetween");
    RandomBatches batches = new RandomBatches(random.nextLong());
    OpenSearchServer server = OpenSearchServer.start(directory, 0);
    try (RestClient client = RestFixture.client(server.uri())) {
      RestSink sink = RestFixture.sink(client, "restarted", PATIENT, new RecordingContext("pipe"));
      long version = sink.prepare(RandomBatches.SCHEMA).map(SinkProgress::version).orElse(0L);
      for (int i = 0; i < KILLS; i++) {
        OpenSearchServer running = server;
        long nanos = random.nextLong(2_000_000_000L);
        CompletableFuture<OpenSearchServer> restarted =
            CompletableFuture.supplyAsync(() -> restart(running, nanos));
        while (!restarted.isDone()) {
          version = write(sink, batches, version);
        }
        server = restarted.join();
      }
      version = write(sink, batches, version);
      assertThat(batches.differences(sink.audit(), version)).isEmpty();
    } finally {
      server.close();
    }
  }

  private static OpenSearchServer restart(OpenSearchServer server, long afterNanos) {
    LockSupport.parkNanos(afterNanos);
    server.process().destroyForcibly();
    try {
      return server.restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes and flushes one batch, as often as it takes; returns its version. */
  private static long write(RestSink sink, RandomBatches batches, long version)
      throws InterruptedException {
    while (true) {
      try {
        sink.write(batches.batch(version + 1));
        return sink.flush().version();
      } catch (EvertException e) {
        assertThat(e.transientFailure()).as(e.describe()).isTrue();
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
