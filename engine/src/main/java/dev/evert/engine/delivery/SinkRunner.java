package dev.evert.engine.delivery;

import dev.evert.engine.LogFailures;
import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.view.Published;
import dev.evert.log.Position;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.Sink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one sink equal to a view, on a thread of its own and at the sink's own speed. That thread,
 * or the one that calls {@link #step}, owns the sink.
 */
public final class SinkRunner implements AutoCloseable {
  /** How long a call of the sink may take to end when the runner is closed. */
  static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private static final long IDLE_MILLIS = 1_000;

  private final String name;
  private final Sink sink;
  private final Delivery delivery;
  private final Published published;
  private final Consumer<EvertException> failed;
  private final Backoff backoff;
  private final ConcurrentLinkedQueue<SinkTask<?>> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicLong parked;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Optional<String> waiting = Optional.empty();
  private volatile Optional<Failure> failure = Optional.empty();
  private boolean tryAgain;
  private @Nullable Thread thread;

  /**
   * @param name the sink's URI without secrets: names its intents
   * @param parked counts what was set aside
   * @param random spreads repeated tries
   */
  public SinkRunner(
      String name,
      Sink sink,
      DeliveryFeed feed,
      ChangeBatcher batcher,
      AtomicLong parked,
      RandomGenerator random) {
    this.name = name;
    this.sink = sink;
    this.published = feed.published();
    this.failed = feed.failed();
    this.delivery = new Delivery(name, sink, feed, batcher);
    this.parked = parked;
    this.backoff = new Backoff(random);
  }

  /** Begins to deliver on a thread of its own. */
  public synchronized void start() {
    thread = Thread.ofPlatform().name("sink " + name).start(this::run);
  }

  private void run() {
    try {
      while (!stopping() && failure.isEmpty()) {
        long seen = published.changes();
        long waitMillis = step();
        if (tryAgain) {
          var _ = stopped.await(waitMillis, TimeUnit.MILLISECONDS);
        } else if (waitMillis > 0) {
          published.awaitChange(seen, waitMillis);
        }
      }
      if (failure.isEmpty()) {
        delivery.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fail(e);
    } finally {
      delivery.close();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  /**
   * Does the next thing that there is to do.
   *
   * @return for how many milliseconds there is nothing to do unless something happens; 0 to go on
   */
  public long step() throws InterruptedException {
    if (failure.isPresent()) {
      return IDLE_MILLIS;
    }
    tryAgain = false;
    try {
      boolean did = delivery.step();
      backoff.reset();
      waiting = Optional.empty();
      return runTask() || did ? 0 : IDLE_MILLIS;
    } catch (EvertException e) {
      if (e.transientFailure()) {
        tryAgain = true;
        waiting = Optional.of(e.describe());
        return backoff.nextMillis();
      }
      fail(e);
      return IDLE_MILLIS;
    } catch (RuntimeException e) {
      fail(e);
      return IDLE_MILLIS;
    }
  }

  private void fail(Throwable cause) {
    EvertException known = LogFailures.translate(cause);
    failure = Optional.of(Failure.of(known));
    failed.accept(known);
    failTasks(known);
  }

  private void failTasks(EvertException reason) {
    for (SinkTask<?> task = tasks.poll(); task != null; task = tasks.poll()) {
      task.result().completeExceptionally(reason);
    }
  }

  private boolean runTask() throws InterruptedException {
    tasks.removeIf(task -> task.result().isDone()); // nobody waits for it any more
    DeliveryToken at = delivery.held();
    SinkTask<?> task = tasks.peek();
    if (task == null || at.underWay() || at.to() < task.time()) {
      return false;
    }
    tasks.remove(task);
    if (at.to() == task.time()) {
      task.run(sink);
    } else {
      task.result()
          .completeExceptionally(
              new EvertException(
                  ErrorCode.INTERNAL, "the sink " + name + " is beyond " + task.time()));
    }
    return true;
  }

  /** Does something with the sink when it holds the view as of just this time. */
  public <T> CompletableFuture<T> at(long time, SinkWork<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    tasks.add(new SinkTask<>(time, work, result));
    published.nudge();
    failure.ifPresent(known ->
        failTasks(new EvertException(ErrorCode.STORE_FAILED, known.message(), known.remedy())));
    if (stopping()) {
      failTasks(closed());
    }
    return result;
  }

  private EvertException closed() {
    return new EvertException(ErrorCode.STORE_BUSY, "the sink " + name + " was stopped");
  }

  /** What the sink's store is waited for. */
  public void waiting(String reason) {
    waiting = Optional.of(reason);
  }

  /** Where the sink is; on its own thread. */
  public DeliveryToken token() {
    return delivery.held();
  }

  /** Whether the sink holds, durably, all that was published up to a time. */
  public boolean holds(long time) {
    DeliveryToken at = delivery.held();
    return !at.underWay() && at.to() >= time;
  }

  /** Whether the sink has stopped and can not go on without somebody's doing. */
  public Optional<Failure> failure() {
    return failure;
  }

  /** How the sink is. */
  public SinkStatus status() {
    long at = delivery.held().from();
    return new SinkStatus(
        name,
        Position.ofOrdinal(at).token(),
        Math.max(0, published.time() - at),
        delivery.written(),
        parked.get(),
        waiting,
        failure);
  }

  /**
   * Ends after the call of the sink that is under way, and waits for that; not for ever, as the
   * store may hang.
   */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      stopped.countDown();
      running = thread;
    }
    published.nudge();
    try {
      if (running != null && !running.join(CLOSE_PATIENCE)) {
        running.interrupt();
        var _ = running.join(CLOSE_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failTasks(closed());
    sink.close();
  }
}
