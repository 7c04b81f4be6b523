package dev.evert.log.proof;

import dev.evert.log.LogId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to check a log's signatures, and may be given to everybody.
 *
 * @param name the name that heads are signed under
 * @param publicKey the 32 bytes of an Ed25519 public key
 */
public record VerifierKey(String name, byte[] publicKey) {
  /** The bytes of an Ed25519 public key. */
  public static final int KEY_BYTES = 32;

  private static final byte ED25519 = 1;
  private static final int ID_BYTES = 4;

  /** Checks the size. */
  public VerifierKey {
    if (publicKey.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "An Ed25519 public key has 32 bytes, got " + publicKey.length);
    }
    publicKey = publicKey.clone();
  }

  /** The key of a log. */
  public static VerifierKey of(LogId logId, byte[] publicKey) {
    return new VerifierKey(TreeHead.origin(logId), publicKey);
  }

  /** The 32 bytes of the key, a copy. */
  @Override
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** The first four bytes of SHA-256(name || "\n" || 0x01 || key), which name the key in a note. */
  public byte[] id() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      sha256.update(ED25519);
      return Arrays.copyOf(sha256.digest(publicKey), ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The key as one line: name, id and key, as signed notes have them. */
  public String text() {
    byte[] typed = new byte[1 + KEY_BYTES];
    typed[0] = ED25519;
    System.arraycopy(publicKey, 0, typed, 1, KEY_BYTES);
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey key
        && name.equals(key.name)
        && Arrays.equals(publicKey, key.publicKey);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + Arrays.hashCode(publicKey);
  }
}
