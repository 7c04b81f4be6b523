package dev.evert.log.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The verification algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Hashes are 32 bytes of
 * SHA-256.
 */
public final class MerklePath {
  private static final int HASH_BYTES = 32;

  private MerklePath() {}

  /** The hash of a leaf that is given without its prefix. */
  public static byte[] leafHash(byte[] entry) {
    return sha256((byte) 0, entry, new byte[0]);
  }

  private static byte[] node(byte[] left, byte[] right) {
    return sha256((byte) 1, left, right);
  }

  /**
   * Whether a leaf is in a tree.
   *
   * @param leafHash the hash of the leaf
   * @param index its number, from 0
   * @param treeSize the number of leaves of the tree
   * @param path the proof
   * @param root the root of the tree
   */
  public static boolean includes(
      byte[] leafHash, long index, long treeSize, List<byte[]> path, byte[] root) {
    if (index < 0 || index >= treeSize || !areHashes(leafHash, root, path)) {
      return false;
    }
    long fn = index;
    long sn = treeSize - 1;
    byte[] r = leafHash;
    for (byte[] p : path) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(r, root);
  }

  /**
   * Whether a tree is a prefix of another.
   *
   * @param firstSize the number of leaves of the first tree, at least 1
   * @param secondSize the number of leaves of the second tree
   * @param path the proof
   * @param firstRoot the root of the first tree
   * @param secondRoot the root of the second tree
   */
  public static boolean isPrefix(
      long firstSize, long secondSize, List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
    if (firstSize < 1 || firstSize > secondSize) {
      return false;
    }
    if (firstSize == secondSize) {
      return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (path.isEmpty() || !areHashes(firstRoot, secondRoot, path)) {
      return false;
    }
    return Long.bitCount(firstSize) == 1
        ? consistent(firstSize, secondSize, firstRoot, path, firstRoot, secondRoot)
        : consistent(
            firstSize,
            secondSize,
            path.getFirst(),
            path.subList(1, path.size()),
            firstRoot,
            secondRoot);
  }

  private static boolean consistent(
      long firstSize,
      long secondSize,
      byte[] start,
      List<byte[]> rest,
      byte[] firstRoot,
      byte[] secondRoot) {
    long fn = firstSize - 1;
    long sn = secondSize - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    byte[] fr = start;
    byte[] sr = start;
    for (byte[] c : rest) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = node(c, fr);
        sr = node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = node(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }

  private static boolean areHashes(byte[] first, byte[] second, List<byte[]> path) {
    return first.length == HASH_BYTES
        && second.length == HASH_BYTES
        && path.stream().allMatch(hash -> hash.length == HASH_BYTES);
  }

  private static byte[] sha256(byte prefix, byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(prefix);
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
