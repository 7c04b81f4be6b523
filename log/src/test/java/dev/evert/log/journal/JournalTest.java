package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.log.Appended;
import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  /** The position of a test's first event, after the registrations of the key and of one stream. */
  private static final int FIRST = 2;

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;

  private Journal open() {
    return Journal.open(directory, LogOptions.defaults());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> payloads(LogReader reader) {
    List<String> found = new ArrayList<>();
    while (reader.next()) {
      if (reader.event().stream() != 0) {
        found.add(new String(reader.event().payload(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  @Test
  void whatWasAppendedIsReadAndIsThereAfterReopening() {
    EventBatch batch = new EventBatch();
    Appended appended;
    try (Journal log = open()) {
      StreamId orders = log.createStream("orders", Retention.forever());
      batch.withCauses(Position.START).withOperationId(new OperationId(1, 2));
      batch.add(orders, 42, bytes("k"), bytes("one")).add(orders, 43, bytes(""), bytes("two"));
      appended = log.append(batch).join();
      assertThat(log.durable()).isEqualTo(appended.end());
      assertThat(payloads(log.reader(Position.START))).containsExactly("one", "two");
    }
    try (Journal log = open()) {
      assertThat(log.durable()).isEqualTo(appended.end());
      assertThat(log.stream("orders")).isPresent();
      EventView event = log.event(appended.first());
      assertThat(event.eventTimeMicros()).isEqualTo(42);
      assertThat(event.key()).isEqualTo(bytes("k"));
      assertThat(event.payload()).isEqualTo(bytes("one"));
      assertThat(event.operationId()).isEqualTo(new OperationId(1, 2));
      assertThat(event.causeCount()).isEqualTo(1);
      assertThat(event.cause(0)).isEqualTo(Position.START);
      assertThat(log.event(appended.last()).operationId()).isEqualTo(OperationId.NONE);
    }
  }

  @Test
  void anOperationTakesEffectOnce() {
    EventBatch batch = new EventBatch();
    OperationId id = OperationId.random();
    Appended first;
    try (Journal log = open()) {
      StreamId orders = log.createStream("orders", Retention.forever());
      batch.operationId(id).add(orders, 1, bytes("k"), bytes("one"));
      first = log.append(batch).join();
      assertThat(first.duplicate()).isFalse();
      Appended second = log.append(batch).join();
      assertThat(second.duplicate()).isTrue();
      assertThat(second.first()).isEqualTo(first.first());
    }
    try (Journal log = open()) {
      Appended third = log.append(batch).join();
      assertThat(third).isEqualTo(new Appended(first.first(), first.last(), first.end(), true));
      assertThat(log.find(id)).contains(third);
      assertThat(log.find(OperationId.random())).isEmpty();
      assertThat(payloads(log.reader(Position.START))).containsExactly("one");
    }
  }

  @Test
  void aReaderOfAStreamSeesThatStreamOnlyAndGoesOnToTheEnd() {
    try (Journal log = open()) {
      StreamId a = log.createStream("a", Retention.forever());
      StreamId b = log.createStream("b", Retention.forever());
      EventBatch batch = new EventBatch();
      for (int i = 0; i < 1000; i++) {
        batch.clear();
        batch.add(i % 10 == 0 ? a : b, i, bytes("k"), bytes("v" + i));
        log.append(batch).join();
      }
      try (LogReader reader = log.reader(Position.START, List.of(a))) {
        assertThat(payloads(reader)).hasSize(100).contains("v0", "v990");
        assertThat(reader.position()).isEqualTo(log.durable());
      }
    }
  }

  @Test
  void segmentsFollowEachOther() {
    LogOptions small = LogOptions.defaults().withSegmentBytes(LogOptions.MIN_SEGMENT_BYTES);
    List<String> expected = new ArrayList<>();
    try (Journal log = Journal.open(directory, small)) {
      StreamId a = log.createStream("a", Retention.forever());
      EventBatch batch = new EventBatch();
      for (int i = 0; i < 500; i++) {
        batch.clear();
        batch.add(a, i, bytes("k"), bytes("value" + i));
        log.append(batch).join();
        expected.add("value" + i);
      }
      assertThat(payloads(log.reader(Position.START))).isEqualTo(expected);
      assertThat(payloads(log.reader(Position.START, List.of(a)))).isEqualTo(expected);
      assertThat(payloads(log.reader(Position.ofOrdinal(FIRST + 250), List.of(a))))
          .isEqualTo(expected.subList(250, 500));
    }
    try (Journal log = Journal.open(directory, small)) {
      assertThat(payloads(log.reader(Position.START))).isEqualTo(expected);
      assertThat(payloads(log.reader(Position.ofOrdinal(FIRST + 250))))
          .isEqualTo(expected.subList(250, 500));
      for (int i = 0; i < 500; i += 37) {
        assertThat(log.event(Position.ofOrdinal(FIRST + i)).payload())
            .isEqualTo(bytes("value" + i));
      }
    }
  }

  @Test
  void aTailingReaderIsWoken() throws Exception {
    try (Journal log = open()) {
      StreamId a = log.createStream("a", Retention.forever());
      LogReader reader = log.reader(log.durable());
      assertThat(reader.await(Duration.ofMillis(1))).isFalse();
      Thread producer =
          Thread.ofVirtual()
              .start(
                  () -> log.append(new EventBatch().add(a, 1, bytes("k"), bytes("late"))).join());
      assertThat(reader.await(LONG)).isTrue();
      assertThat(payloads(reader)).containsExactly("late");
      producer.join();
    }
  }

  @Test
  void aBatchOfManyChunksIsWhole() {
    try (Journal log = open()) {
      StreamId a = log.createStream("a", Retention.forever());
      EventBatch batch = new EventBatch().operationId(new OperationId(7, 7));
      for (int i = 0; i < 20_000; i++) {
        batch.add(a, i, bytes("key" + i), bytes("payload number " + i));
      }
      assertThat(batch.check().count()).isGreaterThan(10);
      Appended appended = log.append(batch).join();
      assertThat(appended.last().ordinal() - appended.first().ordinal()).isEqualTo(19_999);
    }
    try (Journal log = open()) {
      assertThat(payloads(log.reader(Position.START))).hasSize(20_000);
      assertThat(log.find(new OperationId(7, 7)).orElseThrow().last())
          .isEqualTo(Position.ofOrdinal(FIRST + 19_999));
    }
  }

  @Test
  void twoCannotOpenOneLog() {
    try (Journal log = open()) {
      assertThat(log.state().toString()).contains("Open");
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.LOCKED))
          .hasMessageContaining(directory.toString());
    }
  }

  @Test
  void appendsAfterCloseAreRefused() {
    Journal log = open();
    StreamId a = log.createStream("a", Retention.forever());
    log.close();
    EventBatch batch = new EventBatch().add(a, 1, bytes("k"), bytes("v"));
    assertThatThrownBy(() -> log.append(batch))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.error()).isEqualTo(LogError.CLOSED));
  }
}
