package dev.evert.dataflow.operator;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.arrangement.Arrangement;
import dev.evert.dataflow.delta.Delta;
import dev.evert.dataflow.delta.EntryBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any operator that keeps state and works key by key, inside of a recursion. What it was given is
 * kept by key with the iterations in which it came. Where a key's rows change in one iteration, the
 * operator is {@linkplain Rehearsal rehearsed} with the rows of that key, once as they were and
 * once as they are, through all iterations from there on: the differences between both are what
 * changes. A change costs as much as there are rows with its key.
 */
final class RecursiveStateOperator extends RecursiveOperator {
  private final Node node;
  private final List<KeyedInput> inputs;
  private final StampedState state;
  private final RowErrors errors;
  private final EntryBatch batch = new EntryBatch();
  private final Consolidation consolidation = new Consolidation(new EntryBatch());
  private final Delta difference = new Delta();
  private final Delta[] changes;
  private final PastRows past;
  private final boolean isGlobal;

  /**
   * An operator for a node.
   *
   * @param apart whether each iteration is on its own: only what the one before brought anew counts
   */
  RecursiveStateOperator(
      Node node,
      List<KeyedInput> inputs,
      Arrangement state,
      Iteration iteration,
      boolean apart,
      RowErrors errors) {
    super("recursive " + node.getClass().getSimpleName() + " " + node.detail(), iteration);
    this.node = node;
    this.inputs = inputs;
    this.state = new StampedState(state);
    this.errors = errors;
    this.isGlobal = node instanceof Node.Aggregate aggregate && aggregate.global();
    this.changes = inputs.stream().map(_ -> new Delta()).toArray(Delta[]::new);
    this.past = new PastRows(inputs, apart);
    if (isGlobal && apart) {
      throw new IllegalArgumentException("a row for each iteration, for ever: " + node.detail());
    }
  }

  @Override
  void visit() {
    giveWaiting();
    for (int side = 0; side < inputs.size(); side++) {
      inputs.get(side).take(side, batch);
    }
    boolean begins = isGlobal && now() == 0 && !hasBegun();
    if (batch.size() > 0 || begins) {
      change(begins);
      batch.reset();
      state.relieve();
    }
  }

  /** The one row of an aggregate over nothing was given if there is a mark. */
  private boolean hasBegun() {
    return state.old().seek(KeyedInput.MARK, 0, 1)
        || state.young().find(KeyedInput.MARK, 0, 1) >= 0;
  }

  private void change(boolean begins) {
    takeChanges();
    int[] order = batch.sort();
    boolean fixed = hasFixedChanges();
    long cause = Long.MIN_VALUE;
    for (int i = 0; i < batch.size(); i++) {
      int entry = order[i];
      if (i == 0 || !batch.sameKey(order[i - 1], entry)) {
        int from = batch.from(entry);
        past.read(state, batch.bytes(), from, batch.keyTo(entry), now(), fixed);
      }
      cause = Math.max(cause, batch.cause(entry));
    }
    if (past.isApart()) {
      rehearseApart(cause);
    } else {
      rehearse(begins, cause);
    }
    past.reset();
    keep(begins);
    for (Delta rows : changes) {
      rows.reset();
    }
  }

  private void takeChanges() {
    for (int i = 0; i < batch.size(); i++) {
      int from = batch.keyTo(i) + 1;
      Delta rows = changes[batch.bytes()[from - 1]];
      rows.add(batch.bytes(), from, batch.to(i), batch.weight(i), batch.cause(i));
    }
  }

  private boolean hasFixedChanges() {
    for (int side = 0; side < changes.length; side++) {
      if (!inputs.get(side).isInside() && !changes[side].isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private void keep(boolean begins) {
    for (int i = 0; i < batch.size(); i++) {
      byte[] bytes = batch.bytes();
      state.add(bytes, batch.from(i), batch.keyTo(i), batch.to(i), now(), batch.weight(i));
    }
    if (begins) {
      state.add(KeyedInput.MARK, 0, 1, 1, 0, 1);
    }
  }

  /** All iterations add up. */
  private void rehearse(boolean begins, long cause) {
    Rehearsal present = new Rehearsal(node, errors);
    past.feedFirst(present, cause);
    present.run();
    if (!begins) {
      present.forget();
    }
    boolean goesOn = past.first() != Iteration.NONE;
    @Nullable Rehearsal former = goesOn ? new Rehearsal(node, errors) : null;
    if (former != null) {
      past.feedFirst(former, cause);
      former.run();
      former.forget();
    }
    feedFixed(present, cause);
    feedMoving(present, cause);
    present.run();
    give(null, present, now(), cause);
    for (int at = past.first(); former != null && at != Iteration.NONE; at = past.first()) {
      past.feed(at, List.of(former, present), cause);
      former.run();
      present.run();
      give(former, present, at, cause);
    }
  }

  /** Each iteration has the rows that do not change with iterations, and its own. */
  private void rehearseApart(long cause) {
    for (int at = past.first(); at != Iteration.NONE; at = past.first()) {
      Rehearsal present = new Rehearsal(node, errors);
      past.feedFirst(present, cause);
      past.feed(at, List.of(present), cause);
      present.run();
      present.forget();
      feedFixed(present, cause);
      present.run();
      if (at == now()) {
        feedMoving(present, cause);
        present.run();
      }
      give(null, present, at, cause);
    }
    if (!past.had(now())) {
      Rehearsal present = new Rehearsal(node, errors);
      past.feedFirst(present, cause);
      feedFixed(present, cause);
      present.run();
      present.forget();
      feedMoving(present, cause);
      present.run();
      give(null, present, now(), cause);
    }
  }

  private void feedFixed(Rehearsal to, long cause) {
    for (int side = 0; side < inputs.size(); side++) {
      if (!inputs.get(side).isInside()) {
        to.add(side, changes[side], cause);
      }
    }
  }

  private void feedMoving(Rehearsal to, long cause) {
    for (int side = 0; side < inputs.size(); side++) {
      if (inputs.get(side).isInside()) {
        to.add(side, changes[side], cause);
      }
    }
  }

  /** Gives by how much more one rehearsal gave than the other. */
  private void give(@Nullable Rehearsal former, Rehearsal present, int at, long cause) {
    add(present.given(), 1, difference);
    errors.pass(present.errors(), 1);
    present.forget();
    if (former != null) {
      add(former.given(), -1, difference);
      errors.pass(former.errors(), -1);
      former.forget();
    }
    consolidation.consolidate(
        difference,
        (bytes, from, to, weight, _) -> {
          target(at).add(bytes, from, to, weight, cause);
          gave(at);
        });
    difference.reset();
  }

  private static void add(Delta rows, int sign, Delta to) {
    for (int i = 0; i < rows.size(); i++) {
      to.add(rows.bytes(), rows.from(i), rows.to(i), sign * rows.weight(i), rows.cause(i));
    }
  }

  @Override
  void end() {
    state.end();
  }

  @Override
  List<Arrangement> arrangements() {
    return List.of(state.arrangement());
  }

  @Override
  long taken() {
    return inputs.stream().mapToLong(KeyedInput::total).sum();
  }
}
