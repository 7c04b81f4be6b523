package dev.evert.log.journal;

import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogState;
import dev.evert.log.Position;
import dev.evert.log.proof.ConsistencyProof;
import dev.evert.log.proof.InclusionProof;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.TreeHead;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes heads and proofs for who asks, in the asking thread. */
final class JournalProofs {
  private final JournalTree tree;
  private final Heads heads;
  private final DurableEnd durable;
  private final Function<Position, EventView> events;
  private final TreeGrowth growth;
  private final Supplier<LogState> state;

  JournalProofs(
      Recovered log,
      TreeGrowth growth,
      Heads heads,
      Function<Position, EventView> events,
      Supplier<LogState> state) {
    this.tree = log.tree();
    this.growth = growth;
    this.durable = log.durable();
    this.heads = heads;
    this.events = events;
    this.state = state;
  }

  SignedTreeHead head() {
    awaitTree(durable.get());
    return heads.sign(tree.edge());
  }

  private void awaitTree(long size) {
    try {
      tree.size()
          .awaitBeyond(size - 1, Long.MAX_VALUE, () -> !(state.get() instanceof LogState.Open));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogException(LogError.CLOSED, "Interrupted while waiting for a tree head", e);
    }
    switch (state.get()) {
      case LogState.Open _, LogState.ReadOnly _ -> {}
      case LogState.Failed failed -> requireGrown(size, failed.cause());
      case LogState.Closed _ -> throw new LogException(LogError.CLOSED, "The log is closed");
    }
  }

  /** A log that failed may have acknowledged events that its tree will never hold. */
  private void requireGrown(long size, LogException cause) {
    growth.settle();
    if (tree.size().get() < size) {
      throw new LogException(cause.error(), cause.getMessage(), cause);
    }
  }

  InclusionProof inclusion(Position position, SignedTreeHead head) {
    return inclusion(tree, events, position, head);
  }

  static InclusionProof inclusion(
      JournalTree tree,
      Function<Position, EventView> events,
      Position position,
      SignedTreeHead head) {
    check(tree, head.head());
    if (position.ordinal() >= head.head().size()) {
      throw new LogException(
          LogError.BEYOND_END,
          "Position "
              + position
              + " is not in the tree of "
              + head.head().size()
              + " events. Ask for a newer tree head.");
    }
    byte[] leaf = events.apply(position).leafBytes();
    List<byte[]> path = tree.inclusion(position.ordinal(), head.head().size());
    return new InclusionProof(position, position.ordinal(), leaf, path, head);
  }

  ConsistencyProof consistency(SignedTreeHead from, SignedTreeHead to) {
    return consistency(tree, from, to);
  }

  static ConsistencyProof consistency(JournalTree tree, SignedTreeHead from, SignedTreeHead to) {
    check(tree, from.head());
    check(tree, to.head());
    long fromSize = from.head().size();
    long toSize = to.head().size();
    if (fromSize > toSize) {
      throw new LogException(
          LogError.BEYOND_END,
          "A log of " + fromSize + " events cannot have grown to " + toSize + " events");
    }
    List<byte[]> path = fromSize == 0 ? List.of() : tree.consistency(fromSize, toSize);
    return new ConsistencyProof(from, to, path);
  }

  private static void check(JournalTree tree, TreeHead head) {
    long size = tree.edge().size();
    if (head.size() > size) {
      throw new LogException(
          LogError.BEYOND_END,
          "The tree head is for " + head.size() + " events; the log has " + size);
    }
    if (!Arrays.equals(head.root(), tree.root(head.size()))) {
      throw new LogException(
          LogError.TREE_MISMATCH,
          "The tree head for "
              + head.size()
              + " events is not of this log, or one of those events was changed after it was"
              + " signed. Run 'evert log verify'.");
    }
  }
}
