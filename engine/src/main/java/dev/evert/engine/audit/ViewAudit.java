package dev.evert.engine.audit;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.ViewOutput;
import dev.evert.dataflow.state.StateStore;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.PipePlan;
import dev.evert.engine.view.StateDirectory;
import dev.evert.engine.view.TableCopy;
import java.nio.file.Path;

/** Compares a view with one that is derived anew from the tables as they are. */
final class ViewAudit {
  /** It is there for a while only, beside the view's own state. */
  private static final long MOST_STATE_BYTES = 64 << 20;

  private final MaintainedView view;
  private final Path scratch;

  ViewAudit(MaintainedView view, Path scratch) {
    this.view = view;
    this.scratch = scratch;
  }

  Comparison compare(String position) throws InterruptedException {
    StateDirectory.delete(scratch);
    try (StateStore store = StateStore.open(scratch, stateBytes());
        Circuit anew = build(store)) {
      for (int i = 0; i < view.tables().size(); i++) {
        TableCopy.copy(view.tables().get(i), anew, anew.input(PipePlan.table(i)), stateBytes());
      }
      anew.publish(1);
      return compare(anew.output(PipePlan.VIEW), position);
    } finally {
      StateDirectory.delete(scratch);
    }
  }

  private long stateBytes() {
    return Math.min(MOST_STATE_BYTES, view.stateBytes() / 2);
  }

  private Circuit build(StateStore store) {
    CircuitBuilder builder = new CircuitBuilder();
    view.plan().build(builder);
    return builder.build(store);
  }

  private Comparison compare(ViewOutput anew, String position) throws InterruptedException {
    try (ViewRecords expected = new ViewRecords(anew, "audit");
        ViewRecords actual = new ViewRecords(view.output(), "audit")) {
      return new RecordComparison(expected, actual)
          .compare("view", position, new KeyText(anew.schema())::show, (_, _) -> {});
    }
  }
}
