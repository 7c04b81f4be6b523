package dev.evert.log.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.Appended;
import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.LogReader;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.files.FaultyFiles;
import dev.evert.log.merkle.NaiveTree;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The life of one log on a bad disk, in a single thread and from one seed. Its reference is what
 * was submitted, in order, and how much of that was acknowledged: after whatever happens the log
 * must hold a prefix of the former that is no shorter than the latter.
 */
final class Simulation {
  private static final int STREAMS = 4;

  /** The stream whose events are kept for a time only. */
  private static final int TIMED = 3;

  private static final Duration AGE = Duration.ofSeconds(1);

  final FaultyFiles files;
  private final Random random;
  private final LogOptions options;

  /** What was submitted and is not known to be lost: batches in log order. */
  private final List<Batch> submitted = new ArrayList<>();

  /** Batches with an operation id that were lost in a crash: their clients will try again. */
  private final List<Batch> lost = new ArrayList<>();

  private final List<Pending> pending = new ArrayList<>();
  private int acknowledged;
  private @Nullable SignedTreeHead lastHead;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** An event as its producer knows it. */
  private record Event(int stream, long time, byte[] key, byte[] payload) {
    String text(OperationId id) {
      return "stream %d at %d: key %08x, %d bytes %08x of %s"
          .formatted(
              stream, time, Arrays.hashCode(key), payload.length, Arrays.hashCode(payload), id);
    }
  }

  private record Pending(int index, boolean duplicate, CompletableFuture<Appended> future) {}

  private record Batch(OperationId id, List<Event> events, Instant appended) {
    List<String> texts(boolean timed) {
      return events.stream()
          .filter(event -> (event.stream == TIMED) == timed)
          .map(event -> event.text(id))
          .toList();
    }
  }

  Simulation(long seed) {
    random = new Random(seed);
    files = new FaultyFiles(random);
    long segmentBytes = LogOptions.MIN_SEGMENT_BYTES << random.nextInt(5);
    options =
        LogOptions.defaults()
            .withSegmentBytes(segmentBytes)
            .withMaxInFlightBytes(1 << 18)
            .withMaxOperationsInMemory(1 + random.nextInt(40))
            .withThreading(LogOptions.Threading.BY_CALLER)
            .withClock(() -> now)
            .withRandom(random);
  }

  Random random() {
    return random;
  }

  int submittedBatches() {
    return submitted.size();
  }

  /** Opens the log on the disk as it is and compares all of it with the reference. */
  Journal open() {
    Journal log = Journal.open(files, options);
    check(log);
    return log;
  }

  /** Closes the log in good order. */
  void close(Journal log) {
    log.close();
    observe();
  }

  /** Appends, commits and reads at random; gives what failed, or null if nothing did. */
  @Nullable LogException live(Journal log, int actions) {
    try {
      for (int i = 0; i < actions; i++) {
        act(log);
      }
      return null;
    } catch (LogException e) {
      return e;
    } finally {
      observe();
    }
  }

  private void act(Journal log) {
    now = now.plus(Duration.ofMillis(random.nextInt(200)));
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> {
        for (int i = random.nextInt(6); i >= 0; i--) {
          append(log, newBatch());
        }
      }
      case 4 -> retry(log);
      case 5, 6, 7 -> log.step();
      case 8 -> log.idle();
      default -> readSomething(log);
    }
  }

  private Batch newBatch() {
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 4); i >= 0; i--) {
      byte[] key = new byte[random.nextInt(10)];
      byte[] payload = new byte[random.nextInt(random.nextInt(20) == 0 ? 6000 : 120)];
      random.nextBytes(key);
      random.nextBytes(payload);
      events.add(new Event(random.nextInt(STREAMS), random.nextLong(), key, payload));
    }
    OperationId id =
        random.nextBoolean()
            ? OperationId.NONE
            : new OperationId(random.nextLong(), random.nextLong());
    return new Batch(id, events, now);
  }

  /**
   * A client appends again what it does not know the outcome of, or what it has forgotten the
   * outcome of.
   */
  private void retry(Journal log) {
    if (!lost.isEmpty() && random.nextBoolean()) {
      append(log, lost.removeFirst());
      return;
    }
    if (!submitted.isEmpty()) {
      Batch batch = submitted.get(random.nextInt(submitted.size()));
      if (!batch.id.isNone()) {
        append(log, batch);
      }
    }
  }

  private void append(Journal log, Batch batch) {
    StreamId[] streams = streams(log);
    EventBatch bytes = new EventBatch().operationId(batch.id);
    for (Event event : batch.events) {
      bytes.add(streams[event.stream], event.time, event.key, event.payload);
    }
    int known = batch.id.isNone() ? -1 : submitted.indexOf(batch);
    int index = known >= 0 ? known : submitted.size();
    CompletableFuture<Appended> future = log.append(bytes);
    if (known < 0) {
      submitted.add(batch);
    }
    pending.add(new Pending(index, known >= 0, future));
    observe();
  }

  /** Takes note of what has been acknowledged. */
  private void observe() {
    for (Pending append : pending) {
      if (append.future.state() == Future.State.SUCCESS) {
        assertThat(append.future.join().duplicate()).isEqualTo(append.duplicate);
        acknowledged = Math.max(acknowledged, append.index + 1);
      }
    }
    pending.removeIf(append -> append.future.isDone());
  }

  private static StreamId[] streams(Journal log) {
    StreamId[] streams = new StreamId[STREAMS];
    for (int i = 0; i < STREAMS; i++) {
      Retention retention = i == TIMED ? Retention.of(AGE) : Retention.forever();
      streams[i] = log.createStream("stream" + i, retention);
    }
    return streams;
  }

  private void readSomething(Journal log) {
    long first = log.firstRetained().ordinal();
    Position from = Position.ofOrdinal(random.nextLong(first, log.durable().ordinal() + 1));
    StreamId[] streams = streams(log);
    StreamId wanted = streams[random.nextInt(STREAMS)];
    try (LogReader all = log.reader(from);
        LogReader one = log.reader(from, List.of(wanted))) {
      while (all.next()) {
        if (all.event().stream() == wanted.value()) {
          assertThat(one.next()).isTrue();
          assertThat(one.event().version()).isEqualTo(all.event().version());
          assertThat(one.event().leafBytes()).isEqualTo(all.event().leafBytes());
        }
      }
      assertThat(one.next()).isFalse();
      assertThat(one.position()).isEqualTo(log.durable());
    }
  }

  /** The log holds a prefix of what was submitted, with all that was acknowledged. */
  private void check(Journal log) {
    observe();
    pending.clear();
    StreamId[] streams = streams(log);
    List<StreamId> kept = new ArrayList<>(Arrays.asList(streams));
    StreamId timed = kept.remove(TIMED);
    compare(
        log,
        read(log, Position.START, kept),
        read(log, log.stream(timed).firstRetained(), List.of(timed)));
    // Signatures are most of what a simulated life costs.
    if (random.nextInt(5) == 0) {
      checkTree(log);
    }
  }

  private static List<String> read(Journal log, Position from, List<StreamId> streams) {
    List<String> found = new ArrayList<>();
    try (LogReader reader = log.reader(from, streams)) {
      while (reader.next()) {
        found.add(describe(log, reader.event()));
      }
    }
    return found;
  }

  private void checkTree(Journal log) {
    SignedTreeHead head = log.head();
    String key = log.verifierKey().text();
    if (log.firstRetained().equals(Position.START)) {
      List<byte[]> leaves = new ArrayList<>();
      try (LogReader reader = log.reader(Position.START)) {
        while (reader.next()) {
          byte[] leaf = reader.event().leafBytes();
          leaves.add(NaiveTree.leaf(Arrays.copyOfRange(leaf, 1, leaf.length)));
        }
      }
      assertThat(head.head().root()).isEqualTo(NaiveTree.root(leaves));
    }
    Position somewhere =
        Position.ofOrdinal(random.nextLong(log.firstRetained().ordinal(), log.durable().ordinal()));
    assertThat(ProofCheck.check(key, log.proveInclusion(somewhere, head).toJson()))
        .isInstanceOf(Verdict.Proven.class);
    SignedTreeHead known = lastHead;
    if (known != null) {
      assertThat(ProofCheck.check(key, log.proveConsistency(known, head).toJson()))
          .isInstanceOf(Verdict.Proven.class);
    }
    lastHead = head;
  }

  private static String describe(Journal log, EventView event) {
    String name = log.stream(new StreamId(event.stream())).name();
    int stream = name.charAt(name.length() - 1) - '0';
    return new Event(stream, event.eventTimeMicros(), event.key(), event.payload())
        .text(event.operationId());
  }

  private void compare(Journal log, List<String> kept, List<String> timed) {
    int batches = survivors(kept, timed);
    // A batch of which retention would have removed everything may be lost or not; its id tells.
    while (batches > acknowledged
        && submitted.get(batches - 1).texts(false).isEmpty()
        && !submitted.get(batches - 1).id.isNone()
        && log.find(submitted.get(batches - 1).id).isEmpty()) {
      batches--;
    }
    assertThat(batches).as("batches found").isGreaterThanOrEqualTo(acknowledged);
    List<Batch> gone = submitted.subList(batches, submitted.size());
    gone.stream().filter(batch -> !batch.id.isNone()).forEach(lost::add);
    gone.clear();
    acknowledged = batches;
    for (Batch batch : submitted) {
      assertThat(batch.id.isNone() || log.find(batch.id).isPresent()).isTrue();
    }
    for (Batch batch : lost) {
      assertThat(log.find(batch.id)).isEmpty();
    }
  }

  /**
   * The most batches that what was found may be; of the timed stream, old events may be missing.
   */
  private int survivors(List<String> kept, List<String> timed) {
    List<String> expected = new ArrayList<>();
    List<String> expectedTimed = new ArrayList<>();
    int survivors = kept.isEmpty() && timed.isEmpty() ? 0 : -1;
    int old = 0;
    for (int batches = 1; batches <= submitted.size(); batches++) {
      Batch batch = submitted.get(batches - 1);
      expected.addAll(batch.texts(false));
      expectedTimed.addAll(batch.texts(true));
      old = batch.appended.isBefore(now.minus(AGE)) ? expectedTimed.size() : old;
      int missing = expectedTimed.size() - timed.size();
      if (expected.equals(kept)
          && missing >= 0
          && missing <= old
          && expectedTimed.subList(missing, expectedTimed.size()).equals(timed)) {
        survivors = batches;
      }
    }
    if (survivors < 0) {
      assertThat(kept).isEqualTo(expected);
      assertThat(timed).isEqualTo(expectedTimed);
    }
    return survivors;
  }
}
