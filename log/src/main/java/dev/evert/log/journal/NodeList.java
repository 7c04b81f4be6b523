package dev.evert.log.journal;

import dev.evert.log.merkle.NodeHash;
import java.util.Arrays;

/** Hashes in a row. One thread adds; any number read what was published to them. */
final class NodeList {
  private byte[] hashes;
  private volatile int count;

  NodeList() {
    this(new byte[0]);
  }

  NodeList(byte[] hashes) {
    this.hashes = hashes;
    this.count = hashes.length / NodeHash.BYTES;
  }

  void add(byte[] hash, int at) {
    int known = count;
    int to = known * NodeHash.BYTES;
    if (to == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.max(NodeHash.BYTES, to * 2));
    }
    System.arraycopy(hash, at, hashes, to, NodeHash.BYTES);
    count = known + 1;
  }

  int count() {
    return count;
  }

  /** Copies some hashes into an array. */
  void copy(int from, int to, byte[] result, int at) {
    int known = count;
    assert from <= to && to <= known;
    System.arraycopy(hashes, from * NodeHash.BYTES, result, at, (to - from) * NodeHash.BYTES);
  }

  byte[] toBytes() {
    int known = count;
    return Arrays.copyOf(hashes, known * NodeHash.BYTES);
  }
}
