package dev.evert.log.merkle;

import java.util.Arrays;

/**
 * All nodes of a tree, those that are not stored computed from what is. Keeps what it computed
 * last, which makes a proof cost little more than reading one tile of leaves. Belongs to one thread
 * and to one proof.
 */
public final class StoredNodes implements TreeNodes {
  private final HighNodes high;
  private final NodeHash hash = new NodeHash();
  private final Tile leafTile;
  private final Tile storedTile;

  /** Consecutive nodes of one level. */
  @FunctionalInterface
  public interface Leaves {
    /** The hashes from the first index to before the end index, one after the other. */
    byte[] hashes(long first, long end);
  }

  /**
   * Nodes from three sources.
   *
   * @param size the number of leaves; no node reaches beyond it
   * @param leaves nodes of level 0
   * @param stored nodes of {@link TreeBuilder#STORED_LEVEL}
   * @param high nodes of {@link HighNodes#LEVEL} and above
   */
  public StoredNodes(long size, Leaves leaves, Leaves stored, HighNodes high) {
    this.leafTile = new Tile(leaves, size);
    this.storedTile = new Tile(stored, size >>> TreeBuilder.STORED_LEVEL);
    this.high = high;
  }

  @Override
  public byte[] node(int level, long index) {
    if (level >= HighNodes.LEVEL) {
      return high.get(level, index);
    }
    return level >= TreeBuilder.STORED_LEVEL
        ? storedTile.node(level - TreeBuilder.STORED_LEVEL, index)
        : leafTile.node(level, index);
  }

  /** Nodes within one subtree of eight levels, as much of it as there is. */
  private final class Tile {
    private static final long MASK = TreeBuilder.STORED_LEAVES - 1L;

    private final Leaves source;
    private final long limit;
    private long first = -1;
    private long end = -1;
    private byte[] hashes = new byte[0];

    Tile(Leaves source, long limit) {
      this.source = source;
      this.limit = limit;
    }

    byte[] node(int level, long index) {
      long from = index << level;
      long to = (index + 1) << level;
      if (from < first || to > end) {
        first = from & ~MASK;
        end = Math.min(first + TreeBuilder.STORED_LEAVES, limit);
        hashes = source.hashes(first, end);
      }
      int at = (int) (from - first) * NodeHash.BYTES;
      byte[] range = Arrays.copyOfRange(hashes, at, at + (int) (to - from) * NodeHash.BYTES);
      for (int count = (int) (to - from); count > 1; count /= 2) {
        for (int i = 0; i < count / 2; i++) {
          int pair = 2 * i * NodeHash.BYTES;
          hash.node(range, pair, range, pair + NodeHash.BYTES, range, i * NodeHash.BYTES);
        }
      }
      return Arrays.copyOf(range, NodeHash.BYTES);
    }
  }
}
