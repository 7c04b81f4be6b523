package dev.evert.engine.audit;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.RowCursor;
import dev.evert.dataflow.TableInput;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.PipePlan;
import dev.evert.spi.row.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Compares a view with one that is derived anew from the tables as they are. */
final class ViewAudit {
  private static final long STATE_BYTES = 64 << 20;
  private static final int STEP_BYTES = 8 << 20;

  private final MaintainedView view;
  private final Path scratch;

  ViewAudit(MaintainedView view, Path scratch) {
    this.view = view;
    this.scratch = scratch;
  }

  Comparison compare(String position) throws InterruptedException {
    deleteScratch();
    try (StateStore store = StateStore.open(scratch, STATE_BYTES);
        Circuit anew = build(store)) {
      for (int i = 0; i < view.tables().size(); i++) {
        copy(view.tables().get(i), anew, anew.input(PipePlan.table(i)));
      }
      anew.step();
      anew.publish(1);
      return compare(anew.output(PipePlan.VIEW), position);
    } finally {
      deleteScratch();
    }
  }

  private Circuit build(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    view.plan().build(builder);
    return builder.build(store);
  }

  private static void copy(TableInput from, Circuit anew, TableInput to) {
    RowWriter both = new RowWriter();
    boolean keyed = from.schema().keyed();
    try (RowCursor rows = from.rows()) {
      while (rows.next()) {
        int keyLength = rows.keyTo() - rows.keyFrom();
        both.reset();
        both.putEncoded(rows.keyBytes(), rows.keyFrom(), keyLength);
        both.putEncoded(rows.rowBytes(), rows.rowFrom(), rows.rowTo() - rows.rowFrom());
        if (keyed) {
          to.upsert(both.buffer(), 0, keyLength, keyLength, both.size(), 0);
        } else {
          for (long i = 0; i < rows.weight(); i++) {
            to.insert(both.buffer(), keyLength, both.size(), 0);
          }
        }
        if (to.pendingBytes() > STEP_BYTES) {
          anew.step();
        }
      }
    }
  }

  private Comparison compare(ViewOutput anew, String position) throws InterruptedException {
    UnaryOperator<byte[]> whole = UnaryOperator.identity();
    return new RecordComparison(new ViewRecords(anew, whole), new ViewRecords(view.output(), whole))
        .compare("view", position, new KeyText(view.output().schema())::show, (_, _) -> {});
  }

  private void deleteScratch() {
    if (!Files.exists(scratch)) {
      return;
    }
    try (Stream<Path> files = Files.walk(scratch)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
