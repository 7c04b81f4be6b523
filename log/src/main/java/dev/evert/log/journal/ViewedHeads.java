package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.TreeHead;
import dev.evert.log.proof.TreeSigner;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Heads for who looks at a log from outside: signed with the log's key by who may read it, else the
 * one stored last.
 */
final class ViewedHeads {
  private final LogFiles files;
  private final LogId logId;
  private final InstantSource clock;

  ViewedHeads(LogFiles files, LogId logId, InstantSource clock) {
    this.files = files;
    this.logId = logId;
    this.clock = clock;
  }

  SignedTreeHead head(TreeEdge edge) {
    try {
      String key = Heads.read(files, Heads.KEY_FILE);
      if (key != null) {
        TreeSigner signer = TreeSigner.parse(logId, key, files.directory() + "/" + Heads.KEY_FILE);
        return signer.sign(
            new TreeHead(
                logId, edge.size(), edge.root(new NodeHash()), Micros.of(clock.instant())));
      }
    } catch (IOException e) {
      return stored(e);
    }
    return stored(null);
  }

  private SignedTreeHead stored(@Nullable IOException why) {
    try {
      String note = Heads.read(files, Heads.HEAD_FILE);
      if (note != null) {
        return SignedTreeHead.parse(note);
      }
    } catch (IOException e) {
      throw IoFailure.of("read the tree head", files.directory() + "/" + Heads.HEAD_FILE, e);
    }
    throw new LogException(
        LogError.NOT_FOUND,
        "The log in "
            + files.directory()
            + " has no signed tree head yet, and its signing key cannot be read by this user",
        why);
  }
}
