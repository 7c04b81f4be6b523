package dev.evert.dataflow.window;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.WindowFunction;
import dev.evert.dataflow.aggregate.StateReader;
import dev.evert.dataflow.aggregate.StateWriter;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.delta.Bytes;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a partition in order, and computes all functions of a window for each.
 * One thread.
 */
public final class Pass {
  private final Strip strip;
  private final Evaluator[] evaluators;
  private final RowWriter result = new RowWriter();
  private final StateWriter state = new StateWriter();
  private final StateReader reader = new StateReader();
  private long row;
  private long needed;
  private boolean standing;
  private @Nullable EvertException failure;

  /** A pass over partitions of a window. */
  public Pass(Node.Window node) {
    List<ArgumentSlot> slots =
        node.functions().stream().flatMap(f -> ArgumentSlot.of(f).stream()).toList();
    strip = new Strip(node.arguments(), slots);
    List<Evaluator> made = new ArrayList<>();
    int argument = 0;
    for (WindowFunction function : node.functions()) {
      made.add(Evaluator.of(function, strip, argument, node.bounds()));
      argument += ArgumentSlot.of(function).size();
    }
    evaluators = made.toArray(new Evaluator[0]);
  }

  /** From now on the partition is gone through whose keys begin so. */
  public void partition(byte[] bytes, int from, int to) {
    strip.partition(bytes, from, to);
  }

  /** Stands before the first row, or before that of a note. */
  void begin(Run[] runs, Changes changes, @Nullable Note note) {
    strip.begin(runs, changes, note);
    long base = note == null ? 0 : note.loadIndex();
    for (Evaluator evaluator : evaluators) {
      evaluator.begin(base);
    }
    row = note == null ? 0 : note.index();
    needed = base;
    standing = false;
    if (note != null) {
      reader.set(note.state(), 0);
      for (Evaluator evaluator : evaluators) {
        evaluator.read(reader, row);
      }
    }
  }

  /** Moves to the next row; false at the end. The row before has been evaluated. */
  boolean next() {
    if (standing) {
      row++;
      strip.drop(needed);
    }
    standing = strip.has(row);
    return standing;
  }

  /** How the places of the rows that two passes stand on compare. */
  int compare(Pass other) {
    long mine = row;
    long theirs = other.row;
    return Bytes.compare(
        strip.bytes(),
        strip.keyFrom(mine),
        strip.rowTo(mine),
        other.strip.bytes(),
        other.strip.keyFrom(theirs),
        other.strip.rowTo(theirs));
  }

  /** Computes the functions for the row. */
  void evaluate() {
    result.reset();
    failure = null;
    result.putEncoded(strip.bytes(), strip.keyTo(row), strip.rowTo(row) - strip.keyTo(row));
    long needs = row + 1;
    for (Evaluator evaluator : evaluators) {
      try {
        evaluator.evaluate(row, result);
      } catch (EvertException e) {
        failure = failure == null ? e : failure;
      }
      needs = Math.min(needs, evaluator.needs(row));
    }
    needed = needs;
  }

  /** Whether what was computed is the same as in another pass for the same row. */
  boolean hasSameResult(Pass other) {
    EvertException mine = failure;
    EvertException theirs = other.failure;
    if (mine != null && theirs != null) {
      return mine.code() == theirs.code()
          && String.valueOf(mine.getMessage()).equals(String.valueOf(theirs.getMessage()));
    }
    return mine == null
        && theirs == null
        && Bytes.equal(
            result.buffer(), 0, result.size(), other.result.buffer(), 0, other.result.size());
  }

  /**
   * Whether this pass and another, which stand on the same row, give the same for all rows from
   * here on, as far as nothing changes after what was read.
   */
  boolean agreesWith(Pass other) {
    return isClean()
        && other.isClean()
        && (!(counts() || other.counts()) || isAtSamePlace(other))
        && isEqual(writtenState(), other.writtenState());
  }

  /** Whether all rows that are still needed, and those of their groups, come after the changes. */
  private boolean isClean() {
    return strip.cleanFrom() <= needed && strip.cleanFrom() <= strip.groupStart(needed);
  }

  private boolean counts() {
    for (Evaluator evaluator : evaluators) {
      if (evaluator.counts()) {
        return true;
      }
    }
    return false;
  }

  private boolean isAtSamePlace(Pass other) {
    return row == other.row
        && strip.group(row) == other.strip.group(row)
        && strip.groupStart(row) == other.strip.groupStart(row);
  }

  private static boolean isEqual(StateWriter left, StateWriter right) {
    return Bytes.equal(left.buffer(), 0, left.size(), right.buffer(), 0, right.size());
  }

  private StateWriter writtenState() {
    state.reset();
    for (Evaluator evaluator : evaluators) {
      evaluator.write(state, row);
    }
    return state;
  }

  /** How many of the changes lie before what was read last. */
  int passed() {
    return strip.passed();
  }

  /** How many rows come before the present one. */
  long row() {
    return row;
  }

  /** Whether the present row is the first one of its group. */
  boolean startsGroup() {
    return strip.groupStart(row) == row;
  }

  /** The key of the present row. */
  byte[] key() {
    return Arrays.copyOfRange(strip.bytes(), strip.keyFrom(row), strip.keyTo(row));
  }

  /** How the present row's key compares to another. */
  int compareKey(byte[] key) {
    return Bytes.compare(strip.bytes(), strip.keyFrom(row), strip.keyTo(row), key, 0, key.length);
  }

  /** A note of the present row, before it is evaluated; null if there can be none. */
  @Nullable Note note() {
    // What was found at the partition's end would not hold once rows come there.
    if (strip.isDone() || !startsGroup()) {
      return null;
    }
    StateWriter held = writtenState();
    return new Note(
        key(),
        row,
        strip.group(row),
        strip.last(),
        Arrays.copyOfRange(strip.bytes(), strip.keyFrom(needed), strip.keyTo(needed)),
        strip.groupStart(needed),
        strip.group(needed),
        Arrays.copyOf(held.buffer(), held.size()));
  }

  /** The row with the results, unless {@link #failure} says that there are none. */
  RowWriter result() {
    return result;
  }

  /** The row alone is the start of {@link #result}: where it ends. */
  int rowLength() {
    return strip.rowTo(row) - strip.keyTo(row);
  }

  /** Why there are no results; null if there are. */
  @Nullable EvertException failure() {
    return failure;
  }

  void clear() {
    strip.clear();
  }
}
