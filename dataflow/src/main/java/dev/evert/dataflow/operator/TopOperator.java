package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the first rows of each partition in an order. All rows are arranged by partition and sort
 * key. A change has the first rows before and after it compared; where all rows are one partition,
 * from about the first row that changes to the last that is given, and not at all after that.
 */
final class TopOperator extends Operator {
  private final Port input;
  private final RowErrors errors;
  private final Arrangement rows;
  private final PartitionBatch batch;
  private final Window former;
  private final Window present;
  private final @Nullable WindowNotes notes;

  TopOperator(Node.Top node, Feed input, Arrangement rows, RowErrors errors) {
    super("top " + node.detail());
    this.input = new Port(input);
    this.errors = errors;
    this.rows = rows;
    this.batch = new PartitionBatch(node.partitionKey(), node.sortKey());
    this.former = new Window(node.offset(), node.limit(), node.extent());
    this.present = new Window(node.offset(), node.limit(), node.extent());
    boolean noted = !node.isPartitioned() && node.extent() != Node.Top.Extent.GROUPS;
    this.notes = noted ? new WindowNotes(node.extent() == Node.Top.Extent.ROWS) : null;
  }

  @Override
  void visit() {
    Delta changes = input.take();
    if (changes == null) {
      return;
    }
    for (int i = 0; i < changes.size(); i++) {
      enter(changes, i);
    }
    Run run = batch.write();
    if (run != null) {
      rows.settle();
      Run[] before = rows.runs();
      rows.add(run);
      change(before, rows.runs());
    }
    batch.reset();
  }

  private void enter(Delta changes, int i) {
    byte[] bytes = changes.bytes();
    int from = changes.from(i);
    int to = changes.to(i);
    try {
      batch.add(bytes, from, to, changes.weight(i), changes.cause(i));
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, changes.weight(i), changes.cause(i));
    }
  }

  private void change(Run[] before, Run[] after) {
    while (batch.nextPartition()) {
      if (touchesWindow()) {
        byte[] bytes = batch.entries().bytes();
        former.partition(bytes, batch.from(), batch.partitionTo());
        present.partition(bytes, batch.from(), batch.partitionTo());
        Places.Place start = notes == null ? null : notes.start();
        former.over(before, start, null);
        present.over(after, start, notes);
        compare(batch.cause());
      }
    }
    former.clear();
    present.clear();
  }

  /**
   * Whether the first change is not known to be after the window; then the notes forget what it
   * makes wrong.
   */
  private boolean touchesWindow() {
    if (notes == null) {
      return true;
    }
    EntryBatch entries = batch.entries();
    int entry = batch.changed()[batch.first()];
    int keyTo = entries.keyTo(entry);
    int from = entries.from(entry);
    boolean touches = !notes.endsBefore(entries.bytes(), from, keyTo, entries.to(entry));
    if (touches) {
      notes.change(entries.bytes(), from, keyTo);
    }
    return touches;
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
