package dev.evert.dataflow;

import dev.evert.dataflow.aggregate.Accumulator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node that knows of time. */
public sealed interface TimeNode extends Node {

  /**
   * Each row with the session that it is in: rows of a partition belong to one as long as no two
   * that follow each other in time are further apart than a gap. After the row's own fields come,
   * as int8, the time of the session's first row, and the gap after that of its last.
   *
   * @param time writes the row's time as int8, never null
   * @param gap in the unit of time, at least 0
   */
  record Sessions(Node input, RowFunction partitionKey, RowFunction time, long gap, String detail)
      implements TimeNode {
    public Sessions {
      Objects.requireNonNull(input);
      Objects.requireNonNull(partitionKey);
      Objects.requireNonNull(time);
      Objects.requireNonNull(detail);
      if (gap < 0) {
        throw new IllegalArgumentException("a gap of " + gap);
      }
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /**
   * A row for each group of rows in a window in time, given once: when no row can come to it any
   * more. It has the time of the window's start and end as int8, the fields of the group's key,
   * then one for each function.
   *
   * @param input rows only come to it, and none whose time is before the clock
   * @param groupKey writes the fields that rows are told apart by beside their windows, in {@link
   *     dev.evert.spi.row.KeyFormat}
   * @param time writes the row's time as int8, never null
   * @param arguments as in {@link Node.Aggregate}
   * @param calls of functions of which what several hold {@linkplain
   *     dev.evert.dataflow.aggregate.Accumulator#canMerge can be put together}
   */
  record FinalGroups(
      Node input,
      RowFunction groupKey,
      RowFunction time,
      Windowing windowing,
      RowFunction arguments,
      List<AggregateCall> calls,
      Clock.OfTables clock,
      String detail)
      implements TimeNode {
    public FinalGroups {
      Objects.requireNonNull(input);
      Objects.requireNonNull(groupKey);
      Objects.requireNonNull(time);
      Objects.requireNonNull(windowing);
      Objects.requireNonNull(arguments);
      calls = List.copyOf(calls);
      Objects.requireNonNull(clock);
      Objects.requireNonNull(detail);
      if (!calls.stream().map(AggregateCall::function).allMatch(Accumulator::canMerge)) {
        throw new IllegalArgumentException("functions that can not be put together: " + calls);
      }
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /**
   * The changes of a table or stream that were late, ever: the row, what was to be done with it as
   * text ({@code insert}, {@code upsert}, {@code retract}, {@code delete}), and the watermark that
   * it was behind.
   *
   * @param of a table or a stream
   */
  record Late(Node of) implements TimeNode {
    public Late {
      boolean keepsTime =
          (of instanceof Node.Table table && table.watermark() != null)
              || (of instanceof Node.Stream stream && stream.watermark() != null);
      if (!keepsTime) {
        throw new IllegalArgumentException(of.detail() + " has no watermark");
      }
    }

    @Override
    public List<Node> inputs() {
      return List.of(of);
    }

    @Override
    public String detail() {
      return of.detail();
    }
  }

  /** The rows of which a condition is true at the present time: they come and go with it. */
  record During(Node input, Clock clock, TimedPredicate condition, String detail)
      implements TimeNode {
    public During {
      Objects.requireNonNull(input);
      Objects.requireNonNull(clock);
      Objects.requireNonNull(condition);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(input);
    }
  }

  /**
   * The rows of a node that lets go of what it keeps once that is behind watermarks. No change that
   * comes later needs it.
   *
   * @param node an aggregate, distinct, top, window, sessions, or a join or nearest rows
   * @param left what is kept of the input, or of the left one; null to keep all. Of sessions what
   *     the time of a row that comes or goes is not behind
   * @param right what is kept of the right input; null to keep all. Of nearest rows, which come in
   *     the order of their places, it says what their places are not behind, by their field
   * @param detail says what the horizons are
   */
  record Forgetting(Node node, @Nullable Horizon left, @Nullable Horizon right, String detail)
      implements TimeNode {
    public Forgetting {
      boolean forgets =
          node instanceof Node.Aggregate
              || node instanceof Node.Distinct
              || node instanceof Node.Top
              || node instanceof Node.Window
              || node instanceof Sessions;
      boolean pairs = node instanceof Node.Join || node instanceof Nearest;
      if (!pairs && (!forgets || right != null)) {
        throw new IllegalArgumentException("no horizon for " + node.detail());
      }
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(node);
    }
  }

  /**
   * Each left row with the one right row that is nearest to it: of those with the same key, the
   * last one that comes before it in an order, or is at its place. Of several at one place it is
   * the one with the least bytes.
   *
   * @param leftKey writes the key, then the place in so many bytes
   * @param rightKey writes the key, then the place with each bit turned around
   * @param placeBytes how long a place is
   * @param includesEqual whether a right row at the left row's place counts
   * @param isOuter whether a left row for which there is none stays, with an empty right row
   */
  record Nearest(
      Node left,
      JoinKey leftKey,
      Node right,
      JoinKey rightKey,
      int placeBytes,
      boolean includesEqual,
      boolean isOuter,
      PairFunction out,
      String detail)
      implements TimeNode {
    public Nearest {
      Objects.requireNonNull(left);
      Objects.requireNonNull(leftKey);
      Objects.requireNonNull(right);
      Objects.requireNonNull(rightKey);
      Objects.requireNonNull(out);
      Objects.requireNonNull(detail);
    }

    @Override
    public List<Node> inputs() {
      return List.of(left, right);
    }
  }
}
