package dev.evert.log.journal;

import dev.evert.log.merkle.HighNodes;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.StoredNodes;
import dev.evert.log.merkle.TreeBuilder;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.merkle.TreeProofs;
import java.util.List;

/**
 * The tree over all events of a log. The leaves of a commit are appended after it was acknowledged,
 * by one thread at a time; anybody may ask for roots and proofs of the trees so far.
 */
final class JournalTree {
  private final SegmentList segments;
  private final DurableEnd durable;
  private final HighNodes high;
  private final TreeBuilder builder;
  private final DurableEnd size = new DurableEnd();
  private volatile TreeEdge edge;
  private SegmentIndex active;

  JournalTree(SegmentList segments, DurableEnd durable, HighNodes high, TreeEdge edge) {
    this.segments = segments;
    this.durable = durable;
    this.high = high;
    this.edge = edge;
    this.builder = new TreeBuilder(edge, this::keepNode);
    this.active = segments.index(segments.last());
    size.advance(edge.size());
  }

  private void keepNode(int level, long number, byte[] hash, int at) {
    if (level == TreeBuilder.STORED_LEVEL) {
      active.nodes().add(hash, at);
    } else if (level >= HighNodes.LEVEL) {
      active.highNodes().add(level, hash, at);
      high.node(level, number, hash, at);
    }
  }

  /** Nodes that become complete from now on belong to the last segment. */
  void enterSegment() {
    active = segments.index(segments.last());
  }

  /** Appends leaves and shows the tree that they make. */
  void grow(LeafList leaves) {
    builder.append(leaves.hashes(), 0, leaves.count());
    TreeEdge now = builder.edge();
    edge = now;
    size.advance(now.size());
  }

  /** The tree of all events that the commit thread has appended so far. */
  TreeEdge edge() {
    return edge;
  }

  /** Grows with the tree; can be waited for. */
  DurableEnd size() {
    return size;
  }

  /** The root of the tree of the first events, at most as many as the tree has. */
  byte[] root(long ofSize) {
    TreeEdge now = edge;
    if (ofSize == now.size()) {
      return now.root(new NodeHash());
    }
    try (LeafReader leaves = new LeafReader(segments, durable)) {
      return proofs(ofSize, leaves).root(ofSize);
    }
  }

  /** The path of an event in the tree of some size; see {@link TreeProofs#inclusion}. */
  List<byte[]> inclusion(long position, long inSize) {
    try (LeafReader leaves = new LeafReader(segments, durable)) {
      return proofs(inSize, leaves).inclusion(position, inSize);
    }
  }

  /** The proof between two sizes; see {@link TreeProofs#consistency}. */
  List<byte[]> consistency(long from, long to) {
    try (LeafReader leaves = new LeafReader(segments, durable)) {
      return proofs(to, leaves).consistency(from, to);
    }
  }

  private TreeProofs proofs(long ofSize, LeafReader leaves) {
    return new TreeProofs(new StoredNodes(ofSize, leaves::leaves, leaves::storedNodes, high));
  }
}
