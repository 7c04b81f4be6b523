package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.files.AtomicFile;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.TreeHead;
import dev.evert.log.proof.TreeSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Signs the heads of a log's tree and remembers the last one, in memory and in a file that the next
 * opening compares the tree with.
 */
final class Heads {
  /** Holds the key that signs; only the owner may read it. */
  static final String KEY_FILE = "signing-key";

  /** Holds the public key, for everybody. */
  static final String VERIFIER_FILE = "verifier-key";

  /** Holds the last head that was signed when a segment was sealed or the log closed. */
  static final String HEAD_FILE = "tree-head";

  private static final int MAX_FILE_BYTES = 1 << 16;

  private final LogFiles files;
  private final LogId logId;
  private final InstantSource clock;
  private final TreeSigner signer;
  private volatile @Nullable SignedTreeHead last;

  private Heads(LogFiles files, LogId logId, InstantSource clock, TreeSigner signer) {
    this.files = files;
    this.logId = logId;
    this.clock = clock;
    this.signer = signer;
  }

  /** Reads the signing key, or makes one. */
  static Heads open(LogFiles files, LogId logId, InstantSource clock, RandomGenerator random)
      throws IOException {
    String text = read(files, KEY_FILE);
    if (text == null) {
      text = TreeSigner.createKey(logId, random);
      AtomicFile.write(files, KEY_FILE, true, text.getBytes(StandardCharsets.UTF_8));
    }
    TreeSigner signer = TreeSigner.parse(logId, text, files.directory() + "/" + KEY_FILE);
    String verifier = signer.verifierKey().text() + "\n";
    if (!verifier.equals(read(files, VERIFIER_FILE))) {
      AtomicFile.write(files, VERIFIER_FILE, false, verifier.getBytes(StandardCharsets.UTF_8));
    }
    return new Heads(files, logId, clock, signer);
  }

  static @Nullable String read(LogFiles files, String name) throws IOException {
    try (LogFile file = files.openForReading(name)) {
      byte[] bytes = new byte[(int) Math.min(MAX_FILE_BYTES, file.size())];
      int read = file.readFully(ByteBuffer.wrap(bytes), 0);
      return new String(bytes, 0, read, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  TreeSigner signer() {
    return signer;
  }

  /** The head of a tree, signed now unless it is the one that was signed last. */
  SignedTreeHead sign(TreeEdge edge) {
    SignedTreeHead known = last;
    if (known != null && known.head().size() == edge.size()) {
      return known;
    }
    TreeHead head =
        new TreeHead(logId, edge.size(), edge.root(new NodeHash()), Micros.of(clock.instant()));
    SignedTreeHead signed = signer.sign(head);
    last = signed;
    return signed;
  }

  /** The head that was signed last. */
  @Nullable SignedTreeHead last() {
    return last;
  }

  /** Keeps a head for the next opening. */
  void store(SignedTreeHead head) throws IOException {
    AtomicFile.write(files, HEAD_FILE, false, head.note().getBytes(StandardCharsets.UTF_8));
  }

  /** Compares what was found with the head that was stored last. */
  static void check(LogFiles files, LogId logId, JournalTree tree) throws IOException {
    String note = read(files, HEAD_FILE);
    if (note == null) {
      return;
    }
    String path = files.directory() + "/" + HEAD_FILE;
    TreeHead head = parse(note, path);
    if (!head.logId().equals(logId)) {
      throw mismatch(path, "is of log " + head.logId() + ", not " + logId);
    }
    long size = tree.edge().size();
    if (head.size() > size) {
      throw mismatch(path, "was signed for " + head.size() + " events, but the log holds " + size);
    }
    if (!Arrays.equals(head.root(), tree.root(head.size()))) {
      throw mismatch(
          path,
          "does not match the log: one of the first "
              + head.size()
              + " events is not what it was when the head was signed");
    }
  }

  private static TreeHead parse(String note, String path) {
    try {
      return SignedTreeHead.parse(note).head();
    } catch (LogException e) {
      throw new LogException(
          LogError.CORRUPT,
          "Corrupt log: " + path + " is damaged: " + e.getMessage(),
          "Restore it from a copy, or remove it: then the log is opened without comparing it with"
              + " the head that was signed last.",
          e);
    }
  }

  private static LogException mismatch(String path, String what) {
    return new LogException(
        LogError.TREE_MISMATCH,
        "The signed tree head in " + path + " " + what,
        "Segments were removed or changed; restore them from a copy.",
        null);
  }
}
