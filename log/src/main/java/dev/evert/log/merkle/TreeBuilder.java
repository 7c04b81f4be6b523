package dev.evert.log.merkle;

/**
 * Appends leaves to a tree and gives away the nodes that become complete. Belongs to one thread.
 */
public final class TreeBuilder {
  /** Nodes below this level are not given away. */
  public static final int STORED_LEVEL = 8;

  /** A node of the stored level has this many leaves. */
  public static final int STORED_LEAVES = 1 << STORED_LEVEL;

  private static final int MAX_LEVELS = Long.SIZE;

  private final NodeHash hash = new NodeHash();
  private final NodeSink sink;

  /**
   * The complete node of each level that is part of the edge; only valid where the size has its bit
   * set.
   */
  private final byte[] edge = new byte[MAX_LEVELS * NodeHash.BYTES];

  private final byte[] carry = new byte[NodeHash.BYTES];
  private long size;

  /** Goes on from an edge. */
  public TreeBuilder(TreeEdge from, NodeSink sink) {
    this.sink = sink;
    this.size = from.size();
    byte[] nodes = from.nodes();
    int at = 0;
    for (int level = MAX_LEVELS - 1; level >= 0; level--) {
      if ((size >>> level & 1) != 0) {
        System.arraycopy(nodes, at, edge, level * NodeHash.BYTES, NodeHash.BYTES);
        at += NodeHash.BYTES;
      }
    }
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  /**
   * Appends leaves.
   *
   * @param hashes holds one leaf hash after the other
   * @param first the number of the first one to append
   * @param count how many to append
   */
  public void append(byte[] hashes, int first, int count) {
    for (int i = first; i < first + count; i++) {
      append(hashes, i * NodeHash.BYTES);
    }
  }

  private void append(byte[] leafHash, int at) {
    byte[] node = leafHash;
    int nodeAt = at;
    int level = 0;
    for (long rest = size; (rest & 1) != 0; rest >>>= 1) {
      hash.node(edge, level * NodeHash.BYTES, node, nodeAt, carry, 0);
      node = carry;
      nodeAt = 0;
      level++;
      if (level >= STORED_LEVEL) {
        sink.node(level, size >>> level, carry, 0);
      }
    }
    System.arraycopy(node, nodeAt, edge, level * NodeHash.BYTES, NodeHash.BYTES);
    size++;
  }

  /** The edge now. */
  public TreeEdge edge() {
    byte[] nodes = new byte[Long.bitCount(size) * NodeHash.BYTES];
    int at = 0;
    for (int level = MAX_LEVELS - 1; level >= 0; level--) {
      if ((size >>> level & 1) != 0) {
        System.arraycopy(edge, level * NodeHash.BYTES, nodes, at, NodeHash.BYTES);
        at += NodeHash.BYTES;
      }
    }
    return new TreeEdge(size, nodes);
  }
}
