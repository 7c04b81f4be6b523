package dev.evert.log.proof;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs tree heads with an Ed25519 key. Safe for use by any number of threads. */
public final class TreeSigner {
  private static final String KEY_FORMAT = "evert-signing-key-1";
  private static final int KEY_ID_BYTES = 4;

  /** An X.509 SubjectPublicKeyInfo of an Ed25519 key, up to the key's 32 bytes. */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final VerifierKey verifierKey;
  private final PrivateKey privateKey;

  private TreeSigner(VerifierKey verifierKey, PrivateKey privateKey) {
    this.verifierKey = verifierKey;
    this.privateKey = privateKey;
  }

  /** The text of a new key, which is secret. */
  public static String createKey(LogId logId, RandomGenerator random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new GivenRandom(random));
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] publicKey =
          Arrays.copyOfRange(encoded, encoded.length - VerifierKey.KEY_BYTES, encoded.length);
      Base64.Encoder base64 = Base64.getEncoder();
      return KEY_FORMAT
          + "\n"
          + logId
          + "\n"
          + base64.encodeToString(publicKey)
          + "\n"
          + base64.encodeToString(pair.getPrivate().getEncoded())
          + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has Ed25519", e);
    }
  }

  /**
   * A signer with a key that {@link #createKey} made.
   *
   * @param path where the text was found, for messages
   * @throws LogException {@link LogError#TREE_MISMATCH} if it is not a key, or one of another log
   */
  public static TreeSigner parse(LogId logId, String text, String path) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 5 || !lines[0].equals(KEY_FORMAT) || !lines[1].equals(logId.toString())) {
      throw unusable(path, "it is not a signing key of log " + logId, null);
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      VerifierKey verifierKey = VerifierKey.of(logId, base64.decode(lines[2]));
      PrivateKey privateKey =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines[3])));
      TreeSigner signer = new TreeSigner(verifierKey, privateKey);
      if (signer.isConsistent()) {
        return signer;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(path, "its key cannot be read", e);
    }
    throw unusable(path, "its two keys do not belong together", null);
  }

  /** Whether what the private key signs is what the public key accepts. */
  private boolean isConsistent() throws GeneralSecurityException {
    byte[] message = verifierKey.text().getBytes(StandardCharsets.UTF_8);
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + VerifierKey.KEY_BYTES);
    System.arraycopy(
        verifierKey.publicKey(), 0, encoded, X509_PREFIX.length, VerifierKey.KEY_BYTES);
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    ed25519.update(message);
    return ed25519.verify(sign(message));
  }

  private static LogException unusable(String path, String why, @Nullable Throwable cause) {
    return new LogException(
        LogError.TREE_MISMATCH,
        "Cannot use the signing key in " + path + ": " + why,
        "Restore it from a copy, or remove it to sign with a new key from now on.",
        cause);
  }

  /** What others need to check the signatures. */
  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /** Signs a head. */
  public SignedTreeHead sign(TreeHead head) {
    String text = head.text();
    byte[] signature = sign(text.getBytes(StandardCharsets.UTF_8));
    byte[] line = Arrays.copyOf(verifierKey.id(), KEY_ID_BYTES + signature.length);
    System.arraycopy(signature, 0, line, KEY_ID_BYTES, signature.length);
    String note =
        text
            + "\n\u2014 "
            + verifierKey.name()
            + " "
            + Base64.getEncoder().encodeToString(line)
            + "\n";
    return new SignedTreeHead(head, note);
  }

  private byte[] sign(byte[] message) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(message);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign with an Ed25519 key", e);
    }
  }

  /** Lets a key be made from random numbers that are handed in. */
  private static final class GivenRandom extends SecureRandom {
    private final transient RandomGenerator random;

    GivenRandom(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }
}
