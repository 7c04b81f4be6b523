package dev.evert.dataflow.window;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.spi.error.EvertException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the results that differ between the former and the present rows of a partition: from each
 * change on, until what is held of both is the same again. Where a change can first be felt is
 * known from notes. One thread.
 */
public final class Revision {
  /** A place to start from is noted after so many rows. */
  private static final int ROWS_PER_NOTE = 16;

  /** Going through so many rows costs less than to begin anew after them. */
  private static final int ROWS_PER_JUMP = 100;

  private final Pass former;
  private final Pass present;
  private final NoteCache cache = new NoteCache();
  private final List<Note> fresh = new ArrayList<>();
  private final Target target;
  private byte[] partition = {};
  private int partitionFrom;
  private int partitionTo;
  private @Nullable Notes notes;
  private long lastNoted;

  /** Where to go on, before the changes that are left. */
  private @Nullable Note further;

  /** Takes differences. */
  public interface Target {
    /** A row with its results, so often; negative: no more. */
    void give(byte[] bytes, int from, int to, long weight);

    /** A row has no results. */
    void fail(EvertException failure, byte[] row, int from, int to, long weight);
  }

  /** Of the partitions of a window. */
  public Revision(Node.Window node, Target target) {
    this.former = new Pass(node);
    this.present = new Pass(node);
    this.target = target;
  }

  /** From now on the partition is compared whose keys begin so. */
  public void partition(byte[] bytes, int from, int to) {
    partition = bytes;
    partitionFrom = from;
    partitionTo = to;
    former.partition(bytes, from, to);
    present.partition(bytes, from, to);
    notes = cache.get(bytes, from, to);
  }

  /**
   * Gives what differs.
   *
   * @param before the runs without the changes
   * @param after the runs with the changes
   */
  public void compare(Run[] before, Run[] after, Changes changes) {
    boolean done = false;
    @Nullable Note start = noteBefore(changes, 0);
    while (!done) {
      former.begin(before, changes, start);
      present.begin(after, changes, start);
      lastNoted = start == null ? 0 : start.index();
      byte[] stop = walk(changes);
      byte[] from = start == null ? null : start.key();
      cache.replace(partition, partitionFrom, partitionTo, from, stop, fresh);
      notes = cache.get(partition, partitionFrom, partitionTo);
      fresh.clear();
      start = further;
      done = further == null;
    }
    former.clear();
    present.clear();
  }

  private @Nullable Note noteBefore(Changes changes, int change) {
    Notes known = notes;
    return known == null ? null : known.before(changes, change);
  }

  /** How many changes were passed for good. */
  private int passed() {
    return Math.min(former.passed(), present.passed());
  }

  /** Returns the key after which notes are still right; null if there is nothing after. */
  private byte @Nullable [] walk(Changes changes) {
    further = null;
    boolean inFormer = former.next();
    boolean inPresent = present.next();
    while (inFormer || inPresent) {
      int order = inFormer && inPresent ? former.compare(present) : inFormer ? -1 : 1;
      if (order == 0 && former.agreesWith(present) && isDone(changes)) {
        return present.key();
      }
      if (order >= 0) {
        note();
      }
      evaluate(order);
      give(order);
      inFormer = order <= 0 ? former.next() : inFormer;
      inPresent = order >= 0 ? present.next() : inPresent;
    }
    return null;
  }

  /** Whether all changes were passed, or there is a shorter way to the next one. */
  private boolean isDone(Changes changes) {
    int passed = passed();
    if (passed == changes.size()) {
      return true;
    }
    Note note = noteBefore(changes, passed);
    boolean shorter =
        note != null
            && note.index() - present.row() > ROWS_PER_JUMP
            && present.compareKey(note.key()) < 0;
    further = shorter ? note : null;
    return shorter;
  }

  private void note() {
    long row = present.row();
    long last = fresh.isEmpty() ? lastNoted : fresh.getLast().index();
    if (row - last >= ROWS_PER_NOTE) {
      Note note = present.note();
      if (note != null) {
        fresh.add(note);
      }
    }
  }

  private void evaluate(int order) {
    if (order <= 0) {
      former.evaluate();
    }
    if (order >= 0) {
      present.evaluate();
    }
  }

  private void give(int order) {
    if (order == 0 && former.hasSameResult(present)) {
      return;
    }
    if (order <= 0) {
      give(former, -1);
    }
    if (order >= 0) {
      give(present, 1);
    }
  }

  private void give(Pass pass, long weight) {
    EvertException failure = pass.failure();
    byte[] bytes = pass.result().buffer();
    if (failure == null) {
      target.give(bytes, 0, pass.result().size(), weight);
    } else {
      target.fail(failure, bytes, 0, pass.rowLength(), weight);
    }
  }
}
