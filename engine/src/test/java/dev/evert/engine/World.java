package dev.evert.engine;

import dev.evert.dataflow.RowCursor;
import dev.evert.engine.EngineOptions.Threading;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.view.ReleasedEvents;
import dev.evert.log.Log;
import dev.evert.log.LogOptions;
import dev.evert.log.Retention;
import dev.evert.log.journal.Journal;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipe of which nothing has a thread of its own: the test decides what happens next, also that
 * the process is killed. Databases and stores are outside and outlive it.
 */
final class World implements InstantSource {
  static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private static final int MOST_STEPS = 1_000_000;

  private final Path directory;
  private final Random random;
  private final EngineLimits limits;
  private final ModelConnectors connectors = new ModelConnectors();
  private final Map<String, OutsideDatabase> databases = new LinkedHashMap<>();
  private final Map<String, MemoryStore> stores = new LinkedHashMap<>();
  private final List<ModelSource> sources = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Retention retention = Retention.forever();
  private long segmentBytes = 1 << 20;
  private ReleasedEvents released = new ReleasedEvents();
  private @Nullable Engine engine;
  private @Nullable Pipe pipe;

  World(Path directory, Random random, EngineLimits limits) {
    this.directory = directory;
    this.random = random;
    this.limits = limits;
  }

  World database(String name, OutsideDatabase database) {
    databases.put(name, database);
    connectors.source(name, () -> newSource(database));
    return this;
  }

  private ModelSource newSource(OutsideDatabase database) {
    ModelSource source = new ModelSource(database, random, true);
    sources.add(source);
    return source;
  }

  /** A source that does all it has to do when it is run. */
  World source(String name, Supplier<Source> source) {
    connectors.source(name, source);
    return this;
  }

  World store(String name, MemoryStore store) {
    stores.put(name, store);
    connectors.sink(name, _ -> new MemorySink(store, _ -> {}));
    return this;
  }

  /** Removes rows from the log as soon as it may, in small parts. */
  World forgetful() {
    retention = Retention.of(Duration.ofSeconds(1));
    segmentBytes = 4 * LogOptions.MIN_SEGMENT_BYTES;
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass until a checkpoint is due. */
  void elapse() {
    now = now.plus(CHECKPOINT_INTERVAL);
  }

  void start(PipeDefinition definition) {
    start(definition, false);
  }

  /** Starts; has the sources copy their tables anew if {@code resnapshot}. */
  void start(PipeDefinition definition, boolean resnapshot) {
    var _ = open();
    pipe = engine().start(definition, resnapshot);
  }

  /** Begins to copy all tables anew, and is killed at one of the appends before that is done. */
  void dieStartingAnew(PipeDefinition definition, int appends, boolean durable) {
    MortalLog log = open();
    log.dieAt(appends, durable);
    try {
      pipe = engine().start(definition, true);
      crash();
    } catch (MemoryStore.Crash e) {
      sources.clear();
      engine().log().close();
    }
  }

  private MortalLog open() {
    EngineOptions options =
        EngineOptions.in(directory)
            .withStateBytes(EngineOptions.MIN_STATE_BYTES)
            .withCheckpointInterval(CHECKPOINT_INTERVAL)
            .withClock(this)
            .withThreading(new Threading.ByCaller())
            .withRetention(retention)
            .withLimits(limits);
    released = new ReleasedEvents();
    LogOptions logOptions =
        LogOptions.defaults()
            .withSegmentBytes(segmentBytes)
            .withClock(this)
            .withRetentionGuard(released);
    Journal log = Journal.open(directory.resolve(Engine.LOG_DIRECTORY), logOptions);
    MortalLog mortal = new MortalLog(log);
    engine = Engine.open(options, connectors.connectors(), mortal.log(), released);
    return mortal;
  }

  Pipe pipe() {
    return Objects.requireNonNull(pipe);
  }

  private Engine engine() {
    return Objects.requireNonNull(engine);
  }

  Log log() {
    return engine().log();
  }

  /** Guards the log of this run. */
  ReleasedEvents released() {
    return released;
  }

  /** The sources of this run, in the order of the pipe's first inputs. */
  List<ModelSource> sources() {
    return sources;
  }

  /** Ends the process in good order. */
  void stop() {
    sources.clear();
    engine().close();
    stores.values().forEach(MemoryStore::crash);
  }

  /** Ends the process at once: nothing is flushed, no checkpoint is made. */
  void crash() {
    sources.clear();
    pipe().view().close();
    engine().log().close();
    stores.values().forEach(MemoryStore::crash);
  }

  boolean stepSource(int source) throws InterruptedException {
    return source < sources.size() && sources.get(source).step();
  }

  boolean stepView() {
    return pipe().stepView();
  }

  /** The rows of the view as it was published last, as sorted text. */
  List<String> viewTexts() {
    List<String> texts = new ArrayList<>();
    Schema schema = pipe().view().output().schema();
    try (RowCursor rows = pipe().view().output().rows()) {
      while (rows.next()) {
        byte[] row = Arrays.copyOfRange(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
        texts.addAll(Collections.nCopies((int) rows.weight(), Rows.text(schema, row)));
      }
    }
    return texts.stream().sorted().toList();
  }

  boolean stepSink(int sink) throws InterruptedException {
    boolean did = pipe().sinks().get(sink).step() == 0;
    checkFailures();
    return did;
  }

  private void checkFailures() {
    if (!pipe().failures().isEmpty()) {
      throw new AssertionError(pipe().failures().toString());
    }
  }

  /** Goes on until nothing is left to do. */
  void settle() throws InterruptedException {
    for (int steps = 0; step(); steps++) {
      if (steps > MOST_STEPS) {
        throw new AssertionError("it does not come to rest: " + pipe().status());
      }
    }
    checkFailures();
  }

  private boolean step() throws InterruptedException {
    boolean did = false;
    for (int i = 0; i < sources.size(); i++) {
      did |= stepSource(i);
    }
    did |= stepView();
    for (int i = 0; i < pipe().sinks().size(); i++) {
      did |= stepSink(i);
    }
    return did;
  }
}
