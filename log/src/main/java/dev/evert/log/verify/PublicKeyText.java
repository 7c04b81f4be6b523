package dev.evert.log.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A log's public key as signed notes write it: {@code name+id+key}. */
final class PublicKeyText {
  /** An X.509 SubjectPublicKeyInfo of an Ed25519 key, up to the key's 32 bytes. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final byte ED25519 = 1;

  private final String name;
  private final byte[] id;
  private final PublicKey key;

  private PublicKeyText(String name, byte[] id, PublicKey key) {
    this.name = name;
    this.id = id;
    this.key = key;
  }

  static PublicKeyText parse(String text) throws BadProofException {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new BadProofException("the public key is not of the form name+id+key");
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts[2]);
      byte[] id = id(parts[0], typed);
      if (typed.length != KEY_BYTES + 1
          || typed[0] != ED25519
          || !HexFormat.of().formatHex(id).equals(parts[1])) {
        throw new BadProofException("the public key's parts do not belong together");
      }
      byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
      System.arraycopy(typed, 1, encoded, X509_PREFIX.length, KEY_BYTES);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      return new PublicKeyText(parts[0], id, key);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadProofException("the public key cannot be read: " + e.getMessage());
    }
  }

  private static byte[] id(String name, byte[] typed) throws GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha256.digest(typed), ID_BYTES);
  }

  String name() {
    return name;
  }

  /** Whether a signature line's bytes, key id and signature, are this key's over a text. */
  boolean signed(String text, byte[] line) throws BadProofException {
    if (line.length <= ID_BYTES || !Arrays.equals(id, Arrays.copyOf(line, ID_BYTES))) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(line, ID_BYTES, line.length - ID_BYTES);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
