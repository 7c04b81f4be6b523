package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import java.util.List;

/**
 * Gives the rows within a window of an order. All rows are arranged by their sort key. A change
 * after the window costs nothing more; one within or before it has the windows before and after it
 * compared, from about the first row that changes to the window's end.
 */
final class TopOperator extends Operator {
  private final RowFunction sortKey;
  private final Port input;
  private final RowErrors errors;
  private final Arrangement rows;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final Window former;
  private final Window present;
  private final WindowNotes notes = new WindowNotes();
  private final RunCursor changed = new RunCursor();

  TopOperator(Node.Top node, Feed input, Arrangement rows, RowErrors errors) {
    super("top " + node.detail());
    this.sortKey = node.sortKey();
    this.input = new Port(input);
    this.errors = errors;
    this.rows = rows;
    this.former = new Window(node.offset(), node.limit());
    this.present = new Window(node.offset(), node.limit());
  }

  @Override
  void visit() {
    Delta changes = input.take();
    if (changes == null) {
      return;
    }
    long cause = Long.MIN_VALUE;
    for (int i = 0; i < changes.size(); i++) {
      enter(changes, i);
      cause = Math.max(cause, changes.cause(i));
    }
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    if (run != null) {
      rows.settle();
      if (touchesWindow(run)) {
        change(run, cause);
      } else {
        rows.add(run);
      }
    }
  }

  /**
   * Whether the first change is not after the window; then the notes forget what it makes wrong.
   */
  private boolean touchesWindow(Run run) {
    changed.over(run).next();
    boolean touches = !notes.endsBefore(changed.bytes(), changed.keyFrom(), changed.valueTo());
    if (touches) {
      notes.change(changed.bytes(), changed.keyFrom(), changed.keyTo());
    }
    changed.clear();
    return touches;
  }

  private void change(Run run, long cause) {
    Places.Place start = notes.start();
    former.over(rows.runs(), start, null);
    rows.add(run);
    present.over(rows.runs(), start, notes);
    compare(cause);
    former.clear();
    present.clear();
  }

  private void enter(Delta changes, int i) {
    byte[] bytes = changes.bytes();
    int from = changes.from(i);
    int to = changes.to(i);
    try {
      sortKey.apply(bytes, from, to, batch.writer());
      batch.endKey();
      batch.writer().putEncoded(bytes, from, to - from);
      batch.end(changes.weight(i), changes.cause(i));
    } catch (EvertException e) {
      batch.cancel();
      errors.add(label(), e, bytes, from, to, changes.weight(i), changes.cause(i));
    }
  }

  private void compare(long cause) {
    boolean inFormer = former.next();
    boolean inPresent = present.next();
    while (inFormer || inPresent) {
      int order = inFormer && inPresent ? compareRows() : inFormer ? -1 : 1;
      if (order < 0) {
        give(former, -former.weight(), cause);
        inFormer = former.next();
      } else if (order > 0) {
        give(present, present.weight(), cause);
        inPresent = present.next();
      } else {
        give(present, present.weight() - former.weight(), cause);
        inFormer = former.next();
        inPresent = present.next();
      }
    }
  }

  private int compareRows() {
    return Bytes.compare(
        former.bytes(),
        former.keyFrom(),
        former.rowTo(),
        present.bytes(),
        present.keyFrom(),
        present.rowTo());
  }

  private void give(Window window, long weight, long cause) {
    if (weight != 0) {
      out().rows().add(window.bytes(), window.rowFrom(), window.rowTo(), weight, cause);
      drainIfFull();
    }
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(rows);
  }

  @Override
  long taken() {
    return input.total();
  }
}
