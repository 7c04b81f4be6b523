package dev.evert.engine.delivery;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import dev.evert.engine.LogFailures;
import dev.evert.engine.delivery.DeliveryIntents.Intent;
import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.view.Published;
import dev.evert.log.Position;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkProgress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one sink equal to a view, on a thread of its own and at the sink's own speed. Owns the sink
 * and the reader of the view's changes.
 */
public final class SinkRunner implements AutoCloseable {
  /** A load of many rows is made durable in between, so that a crash does not cost all of it. */
  private static final int FLUSH_CHANGES = 200_000;

  private static final long IDLE_MILLIS = 1_000;

  private final String name;
  private final Sink sink;
  private final int generation;
  private final Schema schema;
  private final Optional<Schema> earlier;
  private final Reconciliation reconciliation;
  private final Supplier<OutputReader> fromBeginning;
  private OutputReader reader;
  private final Published published;
  private final DeliveryIntents intents;
  private final ChangeBatcher batcher;
  private final Backoff backoff;
  private final ConcurrentLinkedQueue<SinkTask<?>> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicLong written = new AtomicLong();
  private volatile DeliveryToken frontier;
  private volatile Optional<String> waiting = Optional.empty();
  private volatile Optional<Failure> failure = Optional.empty();
  private final AtomicLong parked;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private int firstBatch;
  private @Nullable Thread thread;

  /**
   * What a runner works with, beside its sink.
   *
   * @param generation of the view
   * @param fromBeginning makes a reader from the view's beginning, in the place of the first one
   * @param earlier the schema of the generation before, which the store may still have
   */
  public record Feed(
      int generation,
      Schema schema,
      Optional<Schema> earlier,
      OutputReader reader,
      Supplier<OutputReader> fromBeginning,
      Published published,
      DeliveryIntents intents,
      Reconciliation reconciliation,
      ChangeBatcher batcher) {}

  /**
   * @param name the sink's URI without secrets: names its intents
   * @param parked counts what was set aside
   */
  public SinkRunner(String name, Sink sink, Feed feed, AtomicLong parked, RandomGenerator random) {
    this.name = name;
    this.sink = sink;
    this.generation = feed.generation();
    this.schema = feed.schema();
    this.earlier = feed.earlier();
    this.reconciliation = feed.reconciliation();
    this.reader = feed.reader();
    this.fromBeginning = feed.fromBeginning();
    this.published = feed.published();
    this.intents = feed.intents();
    this.batcher = feed.batcher();
    this.parked = parked;
    this.backoff = new Backoff(random);
    this.frontier = DeliveryToken.whole(generation, time(reader.frontier()));
  }

  /** Begins to deliver. */
  public synchronized void start() {
    thread = Thread.ofPlatform().name("sink " + name).start(this::run);
  }

  private void run() {
    try {
      frontier = prepare();
      while (!stopping) {
        step();
      }
      flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      fail(LogFailures.translate(e));
    }
  }

  private void fail(EvertException e) {
    failure = Optional.of(Failure.of(e));
    for (SinkTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.result().completeExceptionally(e);
    }
  }

  /** Asks the store where it is; the view's changes are kept for each place where it can be. */
  private DeliveryToken prepare() throws InterruptedException {
    Optional<SinkProgress> stored = retrying(this::open);
    DeliveryToken token =
        stored.map(DeliveryToken::parse).orElse(DeliveryToken.whole(generation, 0));
    if (token.generation() != generation || !reachable(token.from())) {
      return reconcile();
    }
    firstBatch = stored.map(DeliveryToken::batchAfter).orElse(0);
    if (token.from() != time(reader.frontier())) {
      reader.advance(token.from());
    }
    return token;
  }

  private Optional<SinkProgress> open() throws InterruptedException {
    try {
      return sink.prepare(schema);
    } catch (EvertException e) {
      if (e.code() != ErrorCode.SINK_MISFIT || earlier.isEmpty()) {
        throw e;
      }
      Optional<SinkProgress> stored = sink.prepare(earlier.get());
      sink.evolve(schema);
      return stored;
    }
  }

  private boolean reachable(long time) {
    return time == time(reader.frontier()) || reader.boundaries().contains(time);
  }

  /** The view must be there to compare with. */
  private DeliveryToken reconcile() throws InterruptedException {
    while (published.awaitBeyond(0, IDLE_MILLIS) == 0 && !stopping) {
      // a first snapshot is under way
    }
    if (stopping) {
      throw new InterruptedException("the sink is asked to stop");
    }
    reader = fromBeginning.get();
    DeliveryToken token = retrying(() -> reconciliation.reconcile(sink, reader));
    intents.declare(name, new Intent(token.to(), token.to()));
    reader.advance(token.to());
    return token;
  }

  private static long time(long frontier) {
    return frontier == ViewOutput.BEGINNING ? 0 : frontier;
  }

  /** Delivers what there is, or waits a while for something. */
  private void step() throws InterruptedException {
    DeliveryToken at = frontier;
    long to = at.underWay() ? at.to() : published.awaitBeyond(at.to(), IDLE_MILLIS);
    if (at.underWay()) {
      deliver(at);
    } else if (to > at.to()) {
      to = reader.reserve();
      intents.declare(name, new Intent(at.to(), to));
      deliver(at.towards(to));
    }
    runTasks();
  }

  private void deliver(DeliveryToken from) throws InterruptedException {
    int sinceFlush = 0;
    try (ChangeCursor changes = read(from)) {
      batcher.begin(from, firstBatch, changes);
      firstBatch = 0;
      while (!stopping) {
        SinkBatch batch = batcher.next();
        write(batch);
        frontier = DeliveryToken.parse(batch.progress());
        sinceFlush += batch.changes().size();
        if (batcher.done()) {
          break;
        }
        if (sinceFlush > FLUSH_CHANGES) {
          flush();
          sinceFlush = 0;
        }
      }
    }
    flush();
    DeliveryToken reached = frontier;
    if (!reached.underWay()) {
      reader.advance(reached.to());
    }
  }

  private ChangeCursor read(DeliveryToken from) {
    return from.afterKey()
        .map(key -> reader.read(from.to(), key, 0, key.length))
        .orElseGet(() -> reader.read(from.to()));
  }

  private void write(SinkBatch batch) throws InterruptedException {
    retrying(() -> {
      sink.write(batch);
      return batch;
    });
    written.addAndGet(batch.changes().size());
  }

  private void flush() throws InterruptedException {
    retrying(sink::flush);
  }

  /** A call of the sink, made again with growing waits while it fails for a passing reason. */
  private <T> T retrying(Call<T> call) throws InterruptedException {
    while (true) {
      try {
        T result = call.make();
        backoff.reset();
        waiting = Optional.empty();
        return result;
      } catch (EvertException e) {
        if (!e.transientFailure() || stopping) {
          throw e;
        }
        long millis = backoff.nextMillis();
        waiting = Optional.of(e.describe());
        pause(millis);
      }
    }
  }

  /** A step of a sink. */
  @FunctionalInterface
  private interface Call<T> {
    T make() throws InterruptedException;
  }

  private void pause(long millis) throws InterruptedException {
    if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the sink is asked to stop");
    }
  }

  private void runTasks() throws InterruptedException {
    DeliveryToken at = frontier;
    SinkTask<?> task = tasks.peek();
    if (task != null && !at.underWay() && at.to() >= task.time()) {
      tasks.remove(task);
      if (at.to() == task.time()) {
        task.run(sink);
      } else {
        task.result()
            .completeExceptionally(
                new EvertException(
                    ErrorCode.INTERNAL, "the sink " + name + " is beyond " + task.time()));
      }
    }
  }

  /** Does something with the sink when it holds the view as of just this time. */
  public <T> CompletableFuture<T> at(long time, SinkWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    tasks.add(new SinkTask<>(time, work, result));
    published.nudge();
    failure.ifPresent(known ->
        result.completeExceptionally(
            new EvertException(ErrorCode.STORE_FAILED, known.message(), known.remedy())));
    return result;
  }

  /** What the sink's store is waited for. */
  public void waiting(String reason) {
    waiting = Optional.of(reason);
  }

  /** Whether the sink holds all that was published up to a time. */
  public boolean holds(long time) {
    DeliveryToken at = frontier;
    return !at.underWay() && at.to() >= time;
  }

  /** Whether the sink has stopped and can not go on without somebody's doing. */
  public Optional<Failure> failure() {
    return failure;
  }

  /** How the sink is. */
  public SinkStatus status() {
    long at = frontier.from();
    return new SinkStatus(
        name,
        Position.ofOrdinal(at).token(),
        Math.max(0, published.time() - at),
        written.get(),
        parked.get(),
        waiting,
        failure);
  }

  /** Ends after the batch that is under way, and waits for that. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      stopping = true;
      stopped.countDown();
      running = thread;
    }
    published.nudge();
    try {
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sink.close();
  }
}
