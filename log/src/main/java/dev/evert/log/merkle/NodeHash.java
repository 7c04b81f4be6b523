package dev.evert.log.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of two nodes: SHA-256(0x01 || left || right). Keeps its buffer; belongs to one thread.
 */
public final class NodeHash {
  /** The bytes of a hash. */
  public static final int BYTES = 32;

  private static final int INPUT_BYTES = 1 + 2 * BYTES;

  private final MessageDigest sha256;
  private final byte[] input = new byte[INPUT_BYTES];

  /** A hash function of its own. */
  public NodeHash() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    input[0] = 1;
  }

  /** Hashes two nodes into a third, which may be in the place of one of them. */
  public void node(
      byte[] left, int leftAt, byte[] right, int rightAt, byte[] result, int resultAt) {
    System.arraycopy(left, leftAt, input, 1, BYTES);
    System.arraycopy(right, rightAt, input, 1 + BYTES, BYTES);
    digest(input, 0, INPUT_BYTES, result, resultAt);
  }

  /** Hashes the bytes of a leaf, which begin with the prefix 0x00. */
  public void leaf(byte[] leaf, int at, int length, byte[] result, int resultAt) {
    assert leaf[at] == 0;
    digest(leaf, at, length, result, resultAt);
  }

  /** The root of the empty tree. */
  public byte[] empty() {
    return sha256.digest();
  }

  private void digest(byte[] bytes, int at, int length, byte[] result, int resultAt) {
    try {
      sha256.update(bytes, at, length);
      sha256.digest(result, resultAt, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
