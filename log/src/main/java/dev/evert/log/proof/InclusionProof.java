package dev.evert.log.proof;

import dev.evert.log.Position;
import java.util.List;

/**
 * The proof that an event stands at a position of a log with some tree head.
 *
 * @param position where the event stands
 * @param index the number of the event's leaf in the tree
 * @param leaf the event's bytes as {@link dev.evert.log.EventLayout}, from which its leaf hash is
 *     computed
 * @param path the hashes from the leaf to the root, 32 bytes each
 * @param head the signed tree head
 */
public record InclusionProof(
    Position position, long index, byte[] leaf, List<byte[]> path, SignedTreeHead head) {
  /** Takes copies. */
  public InclusionProof {
    leaf = leaf.clone();
    path = List.copyOf(path);
  }

  /** The event's bytes, a copy. */
  @Override
  public byte[] leaf() {
    return leaf.clone();
  }

  /** The proof as a JSON object, complete but for the log's public key. */
  public String toJson() {
    return new ProofJson()
        .add("kind", "inclusion")
        .add("position", position.token())
        .add("index", index)
        .add("leaf", leaf)
        .add("path", path)
        .add("head", head.note())
        .toString();
  }
}
