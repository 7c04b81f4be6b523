package dev.evert.log.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree exactly as RFC 9162 defines it, by recursion over all leaves: what everything else is
 * compared with.
 */
public final class NaiveTree {
  private NaiveTree() {}

  public static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }

  public static byte[] root(List<byte[]> leafHashes) {
    int n = leafHashes.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return leafHashes.getFirst();
    }
    int k = split(n);
    return sha256(new byte[] {1}, root(leafHashes.subList(0, k)), root(leafHashes.subList(k, n)));
  }

  public static List<byte[]> path(int m, List<byte[]> leafHashes) {
    int n = leafHashes.size();
    List<byte[]> path = new ArrayList<>();
    if (n == 1) {
      return path;
    }
    int k = split(n);
    if (m < k) {
      path.addAll(path(m, leafHashes.subList(0, k)));
      path.add(root(leafHashes.subList(k, n)));
    } else {
      path.addAll(path(m - k, leafHashes.subList(k, n)));
      path.add(root(leafHashes.subList(0, k)));
    }
    return path;
  }

  public static List<byte[]> proof(int m, List<byte[]> leafHashes) {
    return subproof(m, leafHashes, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> leafHashes, boolean whole) {
    int n = leafHashes.size();
    List<byte[]> proof = new ArrayList<>();
    if (m == n) {
      if (!whole) {
        proof.add(root(leafHashes));
      }
      return proof;
    }
    int k = split(n);
    if (m <= k) {
      proof.addAll(subproof(m, leafHashes.subList(0, k), whole));
      proof.add(root(leafHashes.subList(k, n)));
    } else {
      proof.addAll(subproof(m - k, leafHashes.subList(k, n), false));
      proof.add(root(leafHashes.subList(0, k)));
    }
    return proof;
  }

  private static int split(int n) {
    return Integer.highestOneBit(n - 1);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
