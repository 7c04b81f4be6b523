package dev.evert.engine.audit;

import dev.evert.engine.LogFailures;
import dev.evert.engine.Pipe;
import dev.evert.engine.delivery.DeliveryToken;
import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.status.Failure;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.ViewEndedException;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.source.SourceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Compares, for a pipe that runs, each source with its tables, the view with one that is derived
 * anew from these tables, and each sink with the view; all at positions where no transaction is
 * cut. Sources may change meanwhile.
 */
public final class PipeAudit {
  private static final int SNAPSHOT_TRIES = 5;
  private static final int VIEW_TRIES = 5;
  private static final long LOOK_MILLIS = 100;

  private final Pipe pipe;
  private final Path scratch;
  private final Duration patience;
  private final boolean repair;
  private final List<Comparison> comparisons = new ArrayList<>();

  /**
   * @param pipe one, or a part of one
   * @param scratch a directory for the view that is derived anew; it is emptied afterwards
   * @param patience how long a source may take to reach the position that it was read at
   * @param repair whether sinks are mended where they differ
   */
  public PipeAudit(Pipe pipe, Path scratch, Duration patience, boolean repair) {
    this.pipe = pipe;
    this.scratch = scratch;
    this.patience = patience;
    this.repair = repair;
  }

  /**
   * Runs the audit; differences are in the report, not thrown. If another view takes the place of
   * the pipe's present one, it begins anew with that one.
   *
   * @throws EvertException {@link ErrorCode#STORE_BUSY} if the pipe stops, or its views follow on
   *     each other too fast
   */
  public List<Comparison> run() throws InterruptedException {
    for (int tries = 1; ; tries++) {
      MaintainedView view = pipe.view();
      try {
        auditAll(view);
        return List.copyOf(comparisons);
      } catch (ViewEndedException | EvertException e) {
        if (e instanceof EvertException failure && !isDamaged(view, failure)) {
          throw failure;
        }
        comparisons.clear();
        if (tries == VIEW_TRIES || !pipe.awaitSuccessor(view, patience)) {
          throw new EvertException(
              ErrorCode.STORE_BUSY,
              "the pipe's view came to its end while it was compared",
              "Try again when the pipe runs.");
        }
      }
    }
  }

  /** Whether what was met while the view was read is that its state is damaged. */
  private static boolean isDamaged(MaintainedView view, EvertException failure) {
    view.readerFailed(failure);
    return view.damage().isPresent();
  }

  private void auditAll(MaintainedView view) throws InterruptedException {
    if (pipe.followsProgram()) {
      // What it was given was compared with the part before, where the program is a sink.
      hold(view, this::auditDerived);
      return;
    }
    int last = pipe.sources().size() - 1;
    for (int source = 0; source < last; source++) {
      auditSource(view, source, () -> {});
    }
    auditSource(view, last, this::auditDerived);
  }

  /** What is done on the view's thread while it stands still. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private void auditSource(MaintainedView view, int source, Work then) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try (SourceSnapshot snapshot = pipe.sources().get(source).source().snapshot()) {
        if (audited(view, source, snapshot, then)) {
          return;
        }
      } catch (EvertException e) {
        if (isDamaged(view, e)) {
          throw e;
        }
        skipSource(view, source, e, then);
        return;
      }
      if (tries == SNAPSHOT_TRIES) {
        String why = "it changed faster than it could be read at one position";
        skipSource(view, source, new EvertException(ErrorCode.STORE_BUSY, why), then);
        return;
      }
    }
  }

  /** Waits for the snapshot's position; false if the view was beyond it already. */
  private boolean audited(MaintainedView view, int source, SourceSnapshot snapshot, Work then)
      throws InterruptedException {
    boolean[] compared = {false};
    await(
        view.holdAt(
            () -> snapshot.reached(view.sourceState(source)),
            () -> {
              if (!snapshot.passed(view.sourceState(source))) {
                compared[0] = true;
                quietly(() -> compareTables(source, snapshot));
                quietly(then);
              }
            }),
        () -> pipe.sources().get(source).status().failure());
    return compared[0];
  }

  private void skipSource(MaintainedView view, int source, EvertException why, Work then)
      throws InterruptedException {
    if (view.superseded()) {
      throw new ViewEndedException(); // its sources were closed with it
    }
    String name = pipe.sources().get(source).status().uri();
    comparisons.add(
        Comparison.skipped("source " + name, pipe.status().view().time(), why.describe()));
    hold(view, then);
  }

  private void hold(MaintainedView view, Work work) throws InterruptedException {
    await(view.holdAt(() -> true, () -> quietly(work)), () -> view.status().failure());
  }

  private static void quietly(Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void compareTables(int source, SourceSnapshot snapshot) throws InterruptedException {
    for (int i = 0; i < pipe.view().tablesOf(source).size(); i++) {
      TableAudit audit = new TableAudit(pipe.view().tablesOf(source).get(i), snapshot, i);
      comparisons.add(audit.compare(token()));
    }
  }

  private String token() {
    return pipe.status().view().time();
  }

  private void auditDerived() throws InterruptedException {
    comparisons.add(new ViewAudit(pipe.view(), scratch).compare(token()));
    long time = pipe.view().time();
    List<CompletableFuture<Comparison>> results = new ArrayList<>();
    for (SinkRunner sink : pipe.sinks()) {
      results.add(sink.at(time, store -> compareSink(sink, store)));
    }
    for (int i = 0; i < results.size(); i++) {
      comparisons.add(result(results.get(i), pipe.sinks().get(i)));
    }
  }

  private Comparison compareSink(SinkRunner runner, Sink sink) throws InterruptedException {
    MaintainedView view = pipe.view();
    String name = runner.status().uri();
    try (ViewRecords rows = new ViewRecords(view.output(), "audit " + name)) {
      DeliveryToken token =
          DeliveryToken.whole(runner.token().lineage(), view.generation(), rows.time());
      Comparison outcome =
          new SinkComparison(rows, view.output().schema(), name, token, repair).compare(sink);
      if (outcome.repaired() > 0) {
        sink.flush();
      }
      return outcome;
    }
  }

  private Comparison result(CompletableFuture<Comparison> result, SinkRunner sink)
      throws InterruptedException {
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return skippedSink(sink, LogFailures.translate(e).describe());
    } catch (TimeoutException e) {
      result.cancel(false); // or it would be compared later on, with another view
      return skippedSink(sink, "it did not reach the view within " + patience);
    }
  }

  private Comparison skippedSink(SinkRunner sink, String why) {
    return Comparison.skipped("sink " + sink.status().uri(), token(), why);
  }

  /** Waits for the view's thread, unless what it waits for has stopped. */
  private void await(CompletableFuture<Void> done, Supplier<Optional<Failure>> stopped)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!ended(done)) {
      Optional<Failure> failure = stopped.get();
      if (failure.isPresent()) {
        done.cancel(false);
        throw failure.get().exception();
      }
      if (System.nanoTime() - end > 0) {
        done.cancel(false);
        throw new EvertException(
            ErrorCode.STORE_BUSY,
            "the view did not reach the position that the source was read at within " + patience,
            "See `evert status`: a source may be parked or far behind.");
      }
    }
  }

  private static boolean ended(CompletableFuture<Void> done) throws InterruptedException {
    try {
      done.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ViewEndedException ended) {
        throw ended;
      }
      throw LogFailures.translate(e);
    } catch (TimeoutException e) {
      return false;
    }
  }
}
