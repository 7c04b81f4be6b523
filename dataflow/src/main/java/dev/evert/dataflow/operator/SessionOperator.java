package dev.evert.dataflow.operator;

import dev.evert.dataflow.TimeNode;
import dev.evert.dataflow.arrangement.Arrangement;
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

/**
 * Gives each row with the session that it is in. The rows are arranged by partition and time, the
 * sessions by partition and the time of their last row, so that those which a change touches are
 * the next ones from there. Only the rows of sessions whose bounds change are gone through.
 */
final class SessionOperator extends Operator {
  private final long gap;
  private final Port input;
  private final Arrangement rows;
  private final Arrangement sessions;
  private final RowErrors errors;
  private final PartitionBatch batch;
  private final SessionRegion region;
  private final EntryBatch sessionChanges = new EntryBatch();
  private final RunBuilder builder = new RunBuilder(false);
  private final MergeCursor members = new MergeCursor();
  private final RowWriter start = new RowWriter();
  private Run[] before = {};
  private Run[] after = {};
  private long cause;

  /** Before the first row is taken back, each row that comes is there when it has come. */
  private boolean takesBack;

  SessionOperator(
      TimeNode.Sessions node,
      Feed input,
      Arrangement rows,
      Arrangement sessions,
      RowErrors errors) {
    super("sessions " + node.detail());
    this.gap = node.gap();
    this.input = new Port(input);
    this.rows = rows;
    this.sessions = sessions;
    this.errors = errors;
    this.batch = new PartitionBatch(node.partitionKey(), node.time());
    this.region = new SessionRegion(gap);
  }

  @Override
  void visit() {
    Delta delta = input.take();
    if (delta == null) {
      return;
    }
    for (int i = 0; i < delta.size(); i++) {
      enter(delta, i);
    }
    Run run = batch.write();
    if (run != null) {
      rows.settle();
      sessions.settle();
      before = rows.runs();
      rows.add(run);
      after = rows.runs();
      change();
    }
    batch.reset();
  }

  private void enter(Delta delta, int i) {
    byte[] bytes = delta.bytes();
    int from = delta.from(i);
    int to = delta.to(i);
    takesBack |= delta.weight(i) < 0;
    try {
      batch.add(bytes, from, to, delta.weight(i), delta.cause(i));
    } catch (EvertException e) {
      errors.add(label(), e, bytes, from, to, delta.weight(i), delta.cause(i));
    }
  }

  private void change() {
    Run[] former = sessions.runs();
    while (batch.nextPartition()) {
      cause = batch.cause();
      region.partition(former, batch);
      while (region.next()) {
        region.compute(before, after, takesBack);
        revise();
      }
    }
    region.clear();
    members.clear();
    Run run = RunWriters.write(sessionChanges, builder);
    sessionChanges.reset();
    if (run != null) {
      sessions.add(run);
    }
  }

  /** Gives what the changes of a region bring about: sessions on both lists stay as they are. */
  private void revise() {
    Spans former = region.former();
    Spans present = region.present();
    int i = 0;
    int j = 0;
    while (i < former.size() || j < present.size()) {
      int order = order(former, i, present, j);
      if (order == 0 && former.last(i) == present.last(j)) {
        giveChanges(present.first(j), present.last(j));
        i++;
        j++;
      } else if (order <= 0) {
        replace(before, former.first(i), former.last(i), -1);
        i++;
      } else {
        replace(after, present.first(j), present.last(j), 1);
        j++;
      }
    }
  }

  private static int order(Spans former, int i, Spans present, int j) {
    if (i == former.size() || j == present.size()) {
      return i == former.size() ? 1 : -1;
    }
    return Long.compare(former.first(i), present.first(j));
  }

  /** Gives the changed rows between two times, whose session stays as it is. */
  private void giveChanges(long first, long last) {
    EntryBatch entries = batch.entries();
    for (int i = region.firstChange(); i < region.endOfChanges(); i++) {
      int entry = batch.changed()[i];
      long time = SessionRegion.time(entries.bytes(), entries.keyTo(entry));
      if (time >= first && time <= last) {
        give(
            entries.bytes(), entries.keyTo(entry), entries.to(entry), first, last, batch.weight(i));
      }
    }
  }

  /** Gives, or takes back, a session with all its rows. */
  private void replace(Run[] runs, long first, long last, int sign) {
    byte[] bytes = batch.entries().bytes();
    int length = batch.partitionTo() - batch.from();
    start.reset().putEncoded(bytes, batch.from(), length);
    start.putInt8(first);
    members.from(runs, start.buffer(), 0, start.size());
    while (members.next() && isMember(length, last)) {
      give(
          members.bytes(),
          members.keyTo(),
          members.valueTo(),
          first,
          last,
          sign * members.weight());
    }
    RowWriter writer = sessionChanges.writer();
    writer.putEncoded(bytes, batch.from(), length);
    writer.putInt8(last);
    sessionChanges.endKey();
    writer.putInt8(first);
    sessionChanges.end(sign, 0);
  }

  private boolean isMember(int partitionLength, long last) {
    byte[] bytes = members.bytes();
    int from = members.keyFrom();
    return members.keyTo() - from == partitionLength + SessionRegion.TIME_BYTES
        && Bytes.equal(bytes, from, from + partitionLength, start.buffer(), 0, partitionLength)
        && SessionRegion.time(bytes, members.keyTo()) <= last;
  }

  private void give(byte[] bytes, int from, int to, long first, long last, long weight) {
    Delta out = out().rows();
    RowWriter writer = out.writer();
    writer.putEncoded(bytes, from, to - from);
    writer.putInt8(first);
    writer.putInt8(SessionRegion.plus(last, gap));
    out.end(weight, cause);
    drainIfFull();
  }

  /** Lets go of sessions that have ended behind a horizon, and of their rows. */
  void forget(HorizonExpiry horizon) {
    SessionExpiry expiry = new SessionExpiry(horizon, gap, sessions);
    sessions.expire(expiry::ofSessions);
    rows.expire(expiry.ofRows());
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(rows, sessions);
  }

  @Override
  long taken() {
    return input.total();
  }
}
