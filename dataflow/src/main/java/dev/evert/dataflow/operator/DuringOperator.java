package dev.evert.dataflow.operator;

import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.TimedPredicate;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Expiry;
import dev.evert.dataflow.arrangement.MergeCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunBuilder;
import dev.evert.dataflow.arrangement.RunWriters;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows of which a condition is true at the present time. A row that may come or go later
 * waits in an arrangement by the moment at which it may next; as time goes on, the moments that
 * were passed are gone through, and nothing else. What has been gone through is never read again.
 */
final class DuringOperator extends Operator {
  private final TimedPredicate condition;
  private final Port input;
  private final Arrangement waiting;
  private final LongSupplier clock;
  private final RowErrors errors;
  private final EntryBatch batch = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(true);
  private final MergeCursor due = new MergeCursor();
  private long present;

  DuringOperator(
      TimeNode.During node, Feed input, Arrangement waiting, LongSupplier clock, RowErrors errors) {
    super("during " + node.detail());
    this.condition = node.condition();
    this.input = new Port(input);
    this.waiting = waiting;
    this.clock = clock;
    this.errors = errors;
    this.present = clock.getAsLong();
    waiting.expire(this::passed);
  }

  @Override
  void visit() {
    long now = clock.getAsLong();
    if (now != present) {
      advance(now);
    }
    Delta rows = input.take();
    for (int i = 0; rows != null && i < rows.size(); i++) {
      enter(rows, i);
    }
    keep();
  }

  private void keep() {
    Run run = RunWriters.write(batch, builder);
    batch.reset();
    waiting.settle();
    if (run != null) {
      waiting.add(run);
    }
  }

  private void enter(Delta rows, int i) {
    byte[] bytes = rows.bytes();
    int from = rows.from(i);
    int to = rows.to(i);
    long weight = rows.weight(i);
    long cause = rows.cause(i);
    try {
      boolean holds = condition.test(bytes, from, to, present);
      wait(bytes, from, to, weight, cause);
      if (holds) {
        out().rows().add(bytes, from, to, weight, cause);
        drainIfFull();
      }
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, weight, cause);
    }
  }

  /** Has the row wait for its next moment, if there is any. */
  private void wait(byte[] bytes, int from, int to, long weight, long cause) {
    long next = condition.next(bytes, from, to, present);
    if (next != TimedPredicate.NEVER) {
      assert next > present;
      RowWriter writer = batch.writer();
      writer.putInt8(next);
      batch.endKey();
      writer.putEncoded(bytes, from, to - from);
      batch.end(weight, cause);
    }
  }

  /** A row that has passed its moment can be evaluated: it was when it came. */
  private void advance(long now) {
    long before = present;
    RowWriter after = moment(before);
    present = now;
    due.from(waiting.runs(), after.buffer(), 0, after.size());
    while (due.next() && SessionRegion.time(due.bytes(), due.keyTo()) <= now) {
      byte[] bytes = due.bytes();
      int from = due.keyTo();
      int to = due.valueTo();
      boolean held = condition.test(bytes, from, to, before);
      boolean holds = condition.test(bytes, from, to, now);
      wait(bytes, from, to, due.weight(), due.cause());
      if (held != holds) {
        out().rows().add(bytes, from, to, holds ? due.weight() : -due.weight(), due.cause());
        drainIfFull();
      }
    }
    due.clear();
  }

  /** The least key of a moment after one. */
  private static RowWriter moment(long before) {
    RowWriter key = new RowWriter();
    key.putInt8(before == Long.MAX_VALUE ? before : before + 1);
    return key;
  }

  private Expiry.@Nullable Expired passed() {
    RowWriter first = moment(present);
    byte[] bound = first.toBytes();
    return (bytes, from, keyTo, _) -> Bytes.compare(bytes, from, keyTo, bound, 0, bound.length) < 0;
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(waiting);
  }

  @Override
  long taken() {
    return input.total();
  }
}
