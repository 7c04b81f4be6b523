package dev.evert.log.merkle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a tree of some size: the complete nodes that it is made of, largest first. All
 * that is needed to compute its root and to go on building. Immutable.
 */
public final class TreeEdge {
  /** The edge of the empty tree. */
  public static final TreeEdge EMPTY = new TreeEdge(0, new byte[0]);

  private final long size;
  private final byte[] nodes;

  /**
   * An edge.
   *
   * @param size the number of leaves
   * @param nodes one hash for each bit set in the size, from the highest bit to the lowest
   */
  public TreeEdge(long size, byte[] nodes) {
    if (nodes.length != Long.bitCount(size) * NodeHash.BYTES) {
      throw new IllegalArgumentException(
          "The edge of a tree of "
              + size
              + " leaves has "
              + Long.bitCount(size)
              + " nodes, got "
              + nodes.length
              + " bytes");
    }
    this.size = size;
    this.nodes = nodes.clone();
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  /** The nodes' hashes, from the largest node to the smallest. */
  public byte[] nodes() {
    return nodes.clone();
  }

  /** The root of the tree. */
  public byte[] root(NodeHash hash) {
    if (size == 0) {
      return hash.empty();
    }
    int at = nodes.length - NodeHash.BYTES;
    byte[] root = Arrays.copyOfRange(nodes, at, nodes.length);
    while (at > 0) {
      at -= NodeHash.BYTES;
      hash.node(nodes, at, root, 0, root, 0);
    }
    return root;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TreeEdge edge && size == edge.size && Arrays.equals(nodes, edge.nodes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(size) * 31 + Arrays.hashCode(nodes);
  }
}
