package dev.evert.testing.contract;

import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceTable;
import dev.evert.testing.Deadline;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One run of a source on a thread of its own, as the engine would run it. */
public final class SourceRun implements AutoCloseable {
  private final Source source;
  private final SourceMemory memory;
  private final RecordingFeed feed;
  private final List<SourceTable> tables;
  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private SourceRun(
      Source source, SourceMemory memory, List<SourceTable> tables, int lag, int crashAfter) {
    this.source = source;
    this.memory = memory;
    this.tables = tables;
    this.feed = new RecordingFeed(memory, tables, lag, crashAfter);
    this.thread = Thread.ofPlatform().name("source").start(this::run);
  }

  /** Starts a run that goes on until it is stopped. */
  public static SourceRun start(Source source, SourceMemory memory) {
    return start(source, memory, 0, Integer.MAX_VALUE);
  }

  /** Goes on with a source that ran before, without asking it for its tables first. */
  public static SourceRun resume(Source source, SourceMemory memory) {
    return new SourceRun(source, memory, List.of(), 0, Integer.MAX_VALUE);
  }

  /**
   * Starts a run that crashes after so many batches.
   *
   * @param lag how many batches are lost then at most
   */
  public static SourceRun start(Source source, SourceMemory memory, int lag, int crashAfter) {
    return new SourceRun(source, memory, source.tables(), lag, crashAfter);
  }

  private void run() {
    try {
      source.run(feed);
    } catch (Throwable e) {
      failure.set(e);
    }
  }

  /** The tables as the source named them when the run began; none if it was resumed. */
  public List<SourceTable> tables() {
    return tables;
  }

  /** What the source was given to write to. */
  public RecordingFeed feed() {
    return feed;
  }

  /** The source that runs. */
  public Source source() {
    return source;
  }

  /** Why the run ended, if by a failure. */
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /** Waits until all tables are complete; a failure of the run is one of the test. */
  public SourceRun awaitComplete() {
    await("complete tables", memory::complete);
    return this;
  }

  /** Waits for something that the run brings about; a failure of the run is one of the test. */
  public void await(String what, Callable<Boolean> condition) {
    Deadline.await(
        what,
        () -> {
          feed.flush();
          Throwable thrown = failure.get();
          if (thrown != null) {
            throw failed(thrown);
          }
          return condition.call();
        });
  }

  /** With the reason in its message: a summary of many tests shows nothing else. */
  private static AssertionError failed(Throwable thrown) {
    return new AssertionError("the source failed: " + thrown, thrown);
  }

  /** Whether the run ended. */
  public boolean ended() {
    return !thread.isAlive();
  }

  /** Waits until the run ended by itself, and returns its failure, if any. */
  public @Nullable Throwable awaitEnd() {
    Deadline.await("the run's end", this::ended);
    return failure.get();
  }

  /** Stops the run in good order and closes the source. */
  @Override
  public void close() {
    feed.stop();
    try {
      Throwable thrown = awaitEnd();
      if (thrown != null && !(thrown instanceof SimulatedCrash)) {
        throw failed(thrown);
      }
    } finally {
      source.close();
    }
    feed.flush();
  }

  /** Closes the source under the run, whatever comes of it. */
  public void abandon() {
    source.close();
    awaitEnd();
  }
}
