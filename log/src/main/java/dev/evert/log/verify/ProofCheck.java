package dev.evert.log.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks a proof that a log gave as a JSON file.
 *
 * <p>From a command line: {@code java -cp evert-log.jar dev.evert.log.verify.ProofCheck PUBLIC-KEY
 * FILE}. Exits with 0 if the proof is right, 1 if it is not, 2 if it was not called so.
 */
public final class ProofCheck {
  private static final String FORMAT = "evert-log-proof/1";
  private static final byte LEAF_PREFIX = 0;

  private final PublicKeyText key;
  private final Map<String, Object> members;

  private ProofCheck(PublicKeyText key, Map<String, Object> members) {
    this.key = key;
    this.members = members;
  }

  /**
   * Checks a proof.
   *
   * @param publicKey the log's public key, got from where it can be trusted, as {@code name+id+key}
   * @param json the proof
   */
  public static Verdict check(String publicKey, String json) {
    try {
      ProofCheck check = new ProofCheck(PublicKeyText.parse(publicKey), JsonText.parse(json));
      return new Verdict.Proven(check.run());
    } catch (BadProofException e) {
      String reason = e.getMessage();
      return new Verdict.Refused(reason == null ? "it cannot be read" : reason);
    }
  }

  private String run() throws BadProofException {
    if (!FORMAT.equals(members.get("format"))) {
      throw new BadProofException("its format is not " + FORMAT);
    }
    String kind = string("kind");
    return switch (kind) {
      case "inclusion" -> inclusion();
      case "consistency" -> consistency();
      default -> throw new BadProofException("its kind is neither inclusion nor consistency");
    };
  }

  private String inclusion() throws BadProofException {
    Checkpoint head = Checkpoint.open(string("head"), key);
    byte[] leaf = Checkpoint.base64(string("leaf"));
    if (leaf.length == 0 || leaf[0] != LEAF_PREFIX) {
      throw new BadProofException("its leaf does not begin with the prefix of a leaf");
    }
    long index = number("index");
    byte[] hash = MerklePath.leafHash(Arrays.copyOfRange(leaf, 1, leaf.length));
    if (!MerklePath.includes(hash, index, head.size(), hashes("path"), head.root())) {
      throw new BadProofException(
          "its path does not lead from event " + index + " to the root of the signed tree head");
    }
    if (!Long.toString(index).equals(string("position"))) {
      throw new BadProofException("its position is not that of its leaf");
    }
    return "event at position "
        + index
        + " ("
        + (leaf.length - 1)
        + " bytes) is in log "
        + key.name()
        + " of "
        + head.size()
        + " events";
  }

  private String consistency() throws BadProofException {
    Checkpoint from = Checkpoint.open(string("from"), key);
    Checkpoint to = Checkpoint.open(string("to"), key);
    List<byte[]> path = hashes("path");
    boolean consistent =
        from.size() == 0
            ? path.isEmpty()
            : MerklePath.isPrefix(from.size(), to.size(), path, from.root(), to.root());
    if (!consistent) {
      throw new BadProofException(
          "its path does not lead from the tree of "
              + from.size()
              + " events to that of "
              + to.size());
    }
    return "log "
        + key.name()
        + " only grew from "
        + from.size()
        + " to "
        + to.size()
        + " events; none of the first "
        + from.size()
        + " was changed";
  }

  private String string(String name) throws BadProofException {
    if (members.get(name) instanceof String value) {
      return value;
    }
    throw new BadProofException("it has no string \"" + name + "\"");
  }

  private long number(String name) throws BadProofException {
    if (members.get(name) instanceof Long value) {
      return value;
    }
    throw new BadProofException("it has no number \"" + name + "\"");
  }

  private List<byte[]> hashes(String name) throws BadProofException {
    List<byte[]> hashes = new ArrayList<>();
    if (!(members.get(name) instanceof List<?> values)) {
      throw new BadProofException("it has no array \"" + name + "\"");
    }
    for (@Nullable Object value : values) {
      hashes.add(Checkpoint.base64(String.valueOf(value)));
    }
    return hashes;
  }

  /** Checks a file; see the class. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: ProofCheck PUBLIC-KEY FILE");
      System.exit(2);
    }
    switch (check(arguments[0], Files.readString(Path.of(arguments[1])))) {
      case Verdict.Proven proven -> System.out.println("proven: " + proven.statement());
      case Verdict.Refused refused -> {
        System.out.println("not proven: " + refused.reason());
        System.exit(1);
      }
    }
  }
}
