package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.Appended;
import dev.evert.log.EventBatch;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.bytes.LittleEndian;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ConcurrencyTest {
  private static final int PRODUCERS = 8;
  private static final int EVENTS = 20_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private static byte[] number(long value) {
    byte[] bytes = new byte[Long.BYTES];
    LittleEndian.putLong(bytes, 0, value);
    return bytes;
  }

  /**
   * Many producers with small limits, so that they wait for space, and readers that follow them.
   */
  @Test
  void everyReaderSeesEachProducersEventsInOrder() throws Exception {
    LogOptions options =
        LogOptions.defaults()
            .withSegmentBytes(1 << 20)
            .withMaxInFlightBytes(LogOptions.MIN_IN_FLIGHT_BYTES);
    try (Journal log = Journal.open(directory, options);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<StreamId> streams = new ArrayList<>();
      for (int i = 0; i < PRODUCERS; i++) {
        streams.add(log.createStream("s" + i, Retention.forever()));
      }
      Position start = log.durable();
      List<Future<Integer>> readers = new ArrayList<>();
      readers.add(threads.submit(() -> follow(log, start, streams, PRODUCERS * EVENTS)));
      readers.add(threads.submit(() -> follow(log, start, List.of(), PRODUCERS * EVENTS)));
      readers.add(threads.submit(() -> follow(log, start, streams.subList(2, 3), EVENTS)));
      readers.add(threads.submit(() -> follow(log, start, streams.subList(1, 5), 4 * EVENTS)));
      List<Future<Integer>> producers =
          streams.stream().map(stream -> threads.submit(() -> produce(log, stream))).toList();
      for (Future<Integer> producer : producers) {
        assertThat(producer.get()).isEqualTo(EVENTS);
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(log.head().head().size()).isEqualTo(start.ordinal() + PRODUCERS * EVENTS);
    }
  }

  private static int produce(Journal log, StreamId stream) {
    EventBatch batch = new EventBatch();
    CompletableFuture<Appended> last = new CompletableFuture<>();
    int sent = 0;
    while (sent < EVENTS) {
      batch.clear();
      int size = Math.min(1 + sent % 57, EVENTS - sent);
      for (int i = 0; i < size; i++) {
        batch.add(stream, 0, number(stream.value()), number(sent++));
      }
      last = log.append(batch);
    }
    Position end = last.join().end();
    assertThat(log.durable()).isGreaterThanOrEqualTo(end);
    return sent;
  }

  private static int follow(Journal log, Position from, List<StreamId> streams, int expected)
      throws InterruptedException {
    long[] next = new long[PRODUCERS + 2];
    int seen = 0;
    try (LogReader reader = streams.isEmpty() ? log.reader(from) : log.reader(from, streams)) {
      while (seen < expected) {
        if (!reader.next()) {
          reader.await(LONG);
          continue;
        }
        int stream = reader.event().stream();
        long value = LittleEndian.getLong(reader.event().array(), reader.event().payloadOffset());
        assertThat(value).isEqualTo(next[stream]++);
        assertThat(reader.event().position()).isLessThan(reader.position());
        seen++;
      }
      assertThat(reader.next()).isFalse();
    }
    return seen;
  }

  /** Batches that need a group of their own, and so many small ones that groups are never empty. */
  @Test
  void largeAndSmallBatchesDoNotKeepEachOtherOut() throws Exception {
    try (Journal log = Journal.open(directory, LogOptions.defaults());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StreamId stream = log.createStream("s", Retention.forever());
      Position start = log.durable();
      List<Future<Integer>> producers = new ArrayList<>();
      for (int i = 0; i < PRODUCERS; i++) {
        int payloadBytes = i < 2 ? CommitQueue.FULL_BYTES + 1 : 50_000;
        producers.add(threads.submit(() -> produce(log, stream, payloadBytes, 20 << 20)));
      }
      int sent = 0;
      for (Future<Integer> producer : producers) {
        sent += producer.get();
      }
      assertThat(log.durable().ordinal()).isEqualTo(start.ordinal() + sent);
    }
  }

  private static int produce(Journal log, StreamId stream, int payloadBytes, int totalBytes) {
    EventBatch batch = new EventBatch().add(stream, 0, number(1), new byte[payloadBytes]);
    int count = totalBytes / payloadBytes;
    CompletableFuture<Appended> last = new CompletableFuture<>();
    for (int i = 0; i < count; i++) {
      last = log.append(batch);
    }
    last.join();
    return count;
  }

  @Test
  void oneOperationFromManyThreadsTakesEffectOnce() throws Exception {
    try (Journal log = Journal.open(directory, LogOptions.defaults());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StreamId stream = log.createStream("s", Retention.forever());
      Position start = log.durable();
      for (int round = 1; round <= 50; round++) {
        OperationId id = new OperationId(round, round);
        Callable<Appended> append =
            () ->
                log.append(new EventBatch().operationId(id).add(stream, 0, number(1), number(2)))
                    .join();
        List<Future<Appended>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          all.add(threads.submit(append));
        }
        int originals = 0;
        for (Future<Appended> appended : all) {
          assertThat(appended.get().first()).isEqualTo(all.getFirst().get().first());
          originals += appended.get().duplicate() ? 0 : 1;
        }
        assertThat(originals).isEqualTo(1);
        assertThat(log.durable().ordinal()).isEqualTo(start.ordinal() + round);
      }
    }
  }

  /** With a buffer smaller than what is read, so that most closings meet a load. */
  @Test
  void aReaderThatIsClosedByAnotherThreadSaysNothingElse() throws Exception {
    try (Journal log = Journal.open(directory, LogOptions.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      StreamId stream = log.createStream("s", Retention.forever());
      for (int i = 0; i < 20; i++) {
        var _ = log.append(new EventBatch().add(stream, 0, number(1), new byte[200_000])).join();
      }
      for (int round = 0; round < 500; round++) {
        LogReader reader = log.reader(Position.START);
        Future<Boolean> reading =
            threads.submit(() -> {
              while (true) {
                reader.seek(Position.START);
                while (reader.next()) {
                  assertThat(reader.event().stream()).isLessThan(2);
                }
              }
            });
        for (int spin = round * 37 % 2000; spin > 0; spin--) {
          Thread.onSpinWait();
        }
        reader.close();
        assertClosed(reading);
      }
    }
  }

  @Test
  void closingWakesReadersAndProducers() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Journal log = Journal.open(directory, LogOptions.defaults());
      StreamId stream = log.createStream("s", Retention.forever());
      LogReader reader = log.reader(log.durable());
      LogReader closed = log.reader(log.durable());
      Future<Boolean> waiting = threads.submit(() -> reader.await(LONG));
      Future<Boolean> waitingToo = threads.submit(() -> closed.await(LONG));
      Future<Boolean> waitingForLog = threads.submit(() -> log.awaitBeyond(log.durable(), LONG));
      closed.close();
      assertClosed(waitingToo);
      EventBatch batch = new EventBatch().add(stream, 0, number(1), number(2));
      Future<Boolean> producing =
          threads.submit(() -> {
            while (true) {
              var _ = log.append(batch);
            }
          });
      log.close();
      assertClosed(producing);
      assertThat(waiting.state()).isNotEqualTo(Future.State.CANCELLED);
      try {
        assertThat(waiting.get()).isTrue();
        assertThat(waitingForLog.get()).isTrue();
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(LogException.class);
      }
    }
  }

  private static void assertClosed(Future<?> future) {
    assertThatThrownBy(future::get)
        .cause()
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.CLOSED));
  }
}
