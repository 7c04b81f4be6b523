package dev.evert.log.proof;

import java.util.List;

/**
 * The proof that a log only grew from one tree head to another: nothing before the first was
 * changed or removed.
 *
 * @param from the earlier head
 * @param to the later head
 * @param path the hashes of RFC 9162 section 2.1.4, 32 bytes each; empty if the sizes are equal or
 *     the first is 0
 */
public record ConsistencyProof(SignedTreeHead from, SignedTreeHead to, List<byte[]> path) {
  /** Takes a copy. */
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** The proof as a JSON object, complete but for the log's public key. */
  public String toJson() {
    return new ProofJson()
        .add("kind", "consistency")
        .add("path", path)
        .add("from", from.note())
        .add("to", to.note())
        .toString();
  }
}
