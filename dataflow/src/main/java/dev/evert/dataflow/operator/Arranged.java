package dev.evert.dataflow.operator;

import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.arrangement.Blocks;
import dev.evert.dataflow.arrangement.Fetch;
import dev.evert.dataflow.arrangement.GroupCursor;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunCursor;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.dataflow.delta.RowShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An arrangement that operators share, and its latest addition, the event. Between two events all
 * who use it are visited, so that each sees every event, and knows the state before and after it.
 */
final class Arranged {
  private final Arrangement arrangement;
  private final Feed unmatchable = new Feed();
  private @Nullable RowShape shape;
  private Run[] before = {};
  private @Nullable Run event;
  private @Nullable Blocks eventBlocks;
  private long generation;

  Arranged(Arrangement arrangement) {
    this.arrangement = arrangement;
  }

  Arrangement arrangement() {
    return arrangement;
  }

  /** The rows whose key matches nothing; they are not arranged. */
  Feed unmatchable() {
    return unmatchable;
  }

  /** What rows must be brought to before they are used; null if they are as they should be. */
  @Nullable RowShape shape() {
    return shape;
  }

  void shape(RowShape shape) {
    this.shape = shape;
  }

  /** Adds a run, whose hold it takes over. */
  void accept(Run run) {
    arrangement.settle();
    before = arrangement.runs();
    event = run;
    eventBlocks = run.blocks();
    arrangement.add(run);
    generation++;
  }

  /** Everyone has seen the event. */
  void reset() {
    event = null;
    eventBlocks = null;
    before = new Run[0];
    unmatchable.reset();
  }

  /** The state before the event. */
  private Run[] before() {
    return event == null ? arrangement.runs() : before;
  }

  /** One operator's look at it. */
  static final class Look {
    private final Arranged arranged;
    private final RunCursor keys = new RunCursor();
    private final Fetch fetch;
    private @Nullable RowShape source;
    private @Nullable RowShape shape;
    private long taken;
    private boolean pending;
    private long total;

    Look(Arranged arranged) {
      this.arranged = arranged;
      this.fetch = arranged.arrangement.fetch();
      this.taken = arranged.generation;
    }

    /** Whether there is an event that was not taken yet. */
    boolean take() {
      pending = arranged.event != null && arranged.generation != taken;
      taken = arranged.generation;
      if (pending) {
        total += event().entries();
      }
      return pending;
    }

    Run event() {
      return Objects.requireNonNull(arranged.event);
    }

    /** Where the event's entries lie in memory, wherever the run has moved since. */
    Blocks eventBlocks() {
      return Objects.requireNonNull(arranged.eventBlocks);
    }

    /** Has what lies in files brought near that the event's keys are looked up in. */
    void expectIn(GroupCursor other) {
      if (!other.readsFiles() || !fetch.begin()) {
        return;
      }
      keys.over(event(), eventBlocks(), 1);
      byte[] last = {};
      int lastFrom = 0;
      int lastTo = 0;
      while (keys.next()) {
        byte[] bytes = keys.bytes();
        int from = keys.keyFrom();
        int to = keys.keyTo();
        if (!Bytes.equal(bytes, from, to, last, lastFrom, lastTo)) {
          other.expect(bytes, from, to, fetch);
        }
        last = bytes;
        lastFrom = from;
        lastTo = to;
      }
      keys.clear();
      fetch.run();
    }

    /** The state with the event. */
    Run[] after() {
      return arranged.arrangement.runs();
    }

    /** The state without the event that was just taken, if one was. */
    Run[] before() {
      return pending ? arranged.before() : arranged.arrangement.runs();
    }

    /** What rows must be brought to before they are used, for this look alone. */
    @Nullable RowShape shape() {
      RowShape now = arranged.shape;
      if (source != now) {
        source = now;
        shape = now == null ? null : now.another();
      }
      return shape;
    }

    long total() {
      return total;
    }
  }
}
