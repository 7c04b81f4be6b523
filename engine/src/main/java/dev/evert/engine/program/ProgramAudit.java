package dev.evert.engine.program;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.engine.LogFailures;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.ViewEndedException;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.sink.SinkAudit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Compares the rows that a program has answered for with those that there are. Whether it would
 * answer the same again is not asked: a program may be a model that nobody can repeat.
 */
final class ProgramAudit implements SinkAudit {
  private final ProgramLink link;

  ProgramAudit(ProgramLink link) {
    this.link = link;
  }

  @Override
  public byte[] expected(byte[] row) {
    return ProgramState.hash(row);
  }

  /**
   * Reads the table of answers when all that was appended is in it. One that never was complete can
   * not be read at a known place: it begins anew.
   */
  @Override
  public void scan(Visitor visitor) throws InterruptedException {
    if (link.beginAnewUnlessComplete()) {
      return;
    }
    var _ = link.durableProgress();
    long wanted = link.appends();
    MaintainedView view = link.viewAfter();
    CompletableFuture<Void> done =
        view.holdAt(
            () -> ProgramState.appends(view.sourceState(0)) >= wanted,
            () -> scan(view.tables().getFirst(), visitor));
    try {
      done.get();
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      done.cancel(false);
    }
  }

  private static EvertException failure(ExecutionException failure) {
    return failure.getCause() instanceof ViewEndedException
        ? new EvertException(ErrorCode.STORE_BUSY, "the view after the program began anew")
        : LogFailures.translate(failure);
  }

  private static void scan(TableInput answers, Visitor visitor) {
    RowReader reader = new RowReader();
    try (RowCursor rows = answers.rows()) {
      while (rows.next()) {
        reader.set(rows.rowBytes(), rows.rowFrom(), rows.rowTo());
        visitor.record(reader.readBytes(), reader.readBytes());
      }
    }
  }
}
