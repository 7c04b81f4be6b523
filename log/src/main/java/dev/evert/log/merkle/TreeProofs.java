package dev.evert.log.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs of trees of any size, from complete nodes, as in RFC 9162 sections 2.1.1,
 * 2.1.3.1 and 2.1.4.1. Belongs to one thread.
 */
public final class TreeProofs {
  private final TreeNodes nodes;
  private final NodeHash hash = new NodeHash();

  /** Proofs from these nodes. */
  public TreeProofs(TreeNodes nodes) {
    this.nodes = nodes;
  }

  /** The root of the tree of the first leaves. */
  public byte[] root(long size) {
    return size == 0 ? hash.empty() : subtree(0, size);
  }

  /**
   * The path from a leaf to the root of the tree of the first leaves, from the leaf upwards.
   *
   * @param index from 0 to before the size
   */
  public List<byte[]> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("No leaf " + index + " in a tree of " + size);
    }
    List<byte[]> path = new ArrayList<>();
    addInclusion(index, 0, size, path);
    return path;
  }

  private void addInclusion(long index, long start, long end, List<byte[]> path) {
    if (end - start == 1) {
      return;
    }
    long middle = start + split(end - start);
    if (index < middle) {
      addInclusion(index, start, middle, path);
      path.add(subtree(middle, end));
    } else {
      addInclusion(index, middle, end, path);
      path.add(subtree(start, middle));
    }
  }

  /**
   * The proof that the tree of the first leaves up to one size is a prefix of that up to another.
   *
   * @param from at least 1; a tree is trivially consistent with itself and with the empty one
   * @param to at least {@code from}
   */
  public List<byte[]> consistency(long from, long to) {
    if (from < 1 || from > to) {
      throw new IllegalArgumentException("No proof from size " + from + " to size " + to);
    }
    List<byte[]> path = new ArrayList<>();
    addConsistency(from, 0, to, true, path);
    return path;
  }

  private void addConsistency(
      long from, long start, long end, boolean wholeOld, List<byte[]> path) {
    if (from == end) {
      if (!wholeOld) {
        path.add(subtree(start, end));
      }
      return;
    }
    long middle = start + split(end - start);
    if (from <= middle) {
      addConsistency(from, start, middle, wholeOld, path);
      path.add(subtree(middle, end));
    } else {
      addConsistency(from, middle, end, false, path);
      path.add(subtree(start, middle));
    }
  }

  private byte[] subtree(long start, long end) {
    long size = end - start;
    if (Long.bitCount(size) == 1) {
      int level = Long.numberOfTrailingZeros(size);
      return nodes.node(level, start >>> level);
    }
    long middle = start + split(size);
    byte[] left = subtree(start, middle);
    byte[] right = subtree(middle, end);
    byte[] result = new byte[NodeHash.BYTES];
    hash.node(left, 0, right, 0, result, 0);
    return result;
  }

  /** The largest power of two that is smaller than a size of at least 2. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
