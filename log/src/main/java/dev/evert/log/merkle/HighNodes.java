package dev.evert.log.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The nodes of level {@value #LEVEL} and above, in memory: a thousandth of a byte for each leaf.
 * One thread adds; any number read nodes that were published to them.
 */
public final class HighNodes implements NodeSink {
  /** The lowest level that is kept here. */
  public static final int LEVEL = 16;

  private final List<Level> levels = new ArrayList<>();

  /** Nothing yet. */
  public HighNodes() {
    for (int level = LEVEL; level < Long.SIZE; level++) {
      levels.add(new Level());
    }
  }

  @Override
  public void node(int level, long index, byte[] hash, int at) {
    if (level >= LEVEL) {
      assert index == levels.get(level - LEVEL).count;
      add(level, hash, at);
    }
  }

  /** Adds the next node of a level. */
  public void add(int level, byte[] hash, int at) {
    levels.get(level - LEVEL).add(hash, at);
  }

  /** A copy of a node that has been added. */
  public byte[] get(int level, long index) {
    return levels.get(level - LEVEL).get(index);
  }

  private static final class Level {
    private volatile byte[] hashes = new byte[NodeHash.BYTES];
    private int count;

    void add(byte[] hash, int at) {
      int to = Math.multiplyExact(count++, NodeHash.BYTES);
      byte[] known = hashes;
      if (to == known.length) {
        known = Arrays.copyOf(known, Math.multiplyExact(to, 2));
      }
      System.arraycopy(hash, at, known, to, NodeHash.BYTES);
      hashes = known;
    }

    byte[] get(long index) {
      int from = Math.toIntExact(index * NodeHash.BYTES);
      return Arrays.copyOfRange(hashes, from, from + NodeHash.BYTES);
    }
  }
}
