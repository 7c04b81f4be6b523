package dev.evert.engine.program;

import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.engine.LogFailures;
import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkProgress;
import java.util.Optional;
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
    if (!link.complete()) {
      link.forgetAnswers();
      return;
    }
    Optional<SinkProgress> wanted = link.durableProgress();
    MaintainedView view = link.viewAfter();
    CompletableFuture<Void> done =
        view.holdAt(
            () -> ProgramState.progress(view.sourceState(0)).equals(wanted),
            () -> scan(view.tables().getFirst(), visitor));
    try {
      done.get();
    } catch (ExecutionException e) {
      throw LogFailures.translate(e);
    }
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
