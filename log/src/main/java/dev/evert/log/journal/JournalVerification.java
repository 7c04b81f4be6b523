package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.files.DiskFiles;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.NodeHash;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.operations.OperationIndex;
import dev.evert.log.operations.OperationPlace;
import dev.evert.log.proof.ConsistencyProof;
import dev.evert.log.proof.SignedTreeHead;
import dev.evert.log.proof.VerifierKey;
import dev.evert.log.verify.ProofCheck;
import dev.evert.log.verify.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every byte of a log and compares all that is derived from the segments with them: index
 * files, the tree with the head that was signed last, files of operations. Changes nothing, and can
 * run while another process writes the log.
 */
public final class JournalVerification {
  private final LogFiles files;
  private final LongConsumer progress;
  private final List<Problem> problems = new ArrayList<>();
  private final OperationCheck operations = new OperationCheck();
  private @Nullable TreeEdge edge = TreeEdge.EMPTY;
  private long events;
  private long bytes;

  private JournalVerification(LogFiles files, LongConsumer progress) {
    this.files = files;
    this.progress = progress;
  }

  /**
   * A place where a log is not what it should be.
   *
   * @param file the file
   * @param offset where in the file, or 0 if it is the file as a whole
   * @param position the position that is expected there
   * @param expected what should be there
   * @param found what is there
   */
  public record Problem(String file, long offset, long position, String expected, String found) {
    /** One line. */
    @Override
    public String toString() {
      return file
          + ", offset "
          + offset
          + ", position "
          + position
          + ": expected "
          + expected
          + ", found "
          + found;
    }
  }

  /**
   * What was read and found.
   *
   * @param segments how many segment files
   * @param events how many events, the erased ones too
   * @param bytes how many bytes of segments
   * @param root the root of the tree of all events in hexadecimal, or nothing if they could not all
   *     be read
   * @param problems every place that is damaged
   */
  public record Report(int segments, long events, long bytes, String root, List<Problem> problems) {
    /** Whether nothing is wrong. */
    public boolean isIntact() {
      return problems.isEmpty();
    }
  }

  /**
   * Verifies the log in a directory.
   *
   * @param progress is told the number of bytes read so far, now and then
   * @throws LogException {@link LogError#NOT_FOUND}, {@link LogError#NEWER_VERSION} or {@link
   *     LogError#IO}
   */
  public static Report run(Path directory, LongConsumer progress) {
    return run(new DiskFiles(directory), progress);
  }

  /** Verifies the log in a file system that is handed in. */
  public static Report run(LogFiles files, LongConsumer progress) {
    try {
      return new JournalVerification(files, progress).run();
    } catch (IOException e) {
      throw IoFailure.of("verify the log", files.directory(), e);
    }
  }

  private Report run() throws IOException {
    List<SegmentName> names = SegmentNames.list(files).segments();
    if (names.isEmpty()) {
      throw new LogException(LogError.NOT_FOUND, "There is no log in " + files.directory());
    }
    String note = Heads.read(files, Heads.HEAD_FILE);
    HeadCheck head = new HeadCheck(note);
    for (int i = 0; i < names.size(); i++) {
      SegmentName next = i + 1 < names.size() ? names.get(i + 1) : null;
      verify(names.get(i), next, head);
      progress.accept(bytes);
    }
    checkHead(head);
    TreeEdge whole = edge;
    String root = whole == null ? "" : HexFormat.of().formatHex(whole.root(new NodeHash()));
    return new Report(names.size(), events, bytes, root, List.copyOf(problems));
  }

  private void verify(SegmentName name, @Nullable SegmentName next, HeadCheck head)
      throws IOException {
    SegmentReading reading = new SegmentReading(files, name, next, edge, head, operations);
    reading.run(problems);
    events += reading.events();
    bytes += reading.bytes();
    edge = reading.edge();
  }

  private void checkHead(HeadCheck head) {
    SignedTreeHead signed = head.head;
    TreeEdge whole = edge;
    String path = files.directory() + "/" + Heads.HEAD_FILE;
    if (signed == null) {
      if (head.problem != null) {
        problems.add(new Problem(path, 0, 0, "a signed tree head", head.problem));
      }
      return;
    }
    long size = signed.head().size();
    byte[] root = head.root;
    if (root == null && whole != null) {
      problems.add(
          new Problem(path, 0, size, "at least " + size + " events", whole.size() + " events"));
    } else if (root != null && !Arrays.equals(root, signed.head().root())) {
      problems.add(
          new Problem(path, 0, size, "the root that was signed", "another root of the events"));
    }
    byte[] key = head.publicKey;
    if (key.length == VerifierKey.KEY_BYTES) {
      String proof = new ConsistencyProof(signed, signed, List.of()).toJson();
      Verdict verdict = ProofCheck.check(VerifierKey.of(signed.head().logId(), key).text(), proof);
      if (verdict instanceof Verdict.Refused refused) {
        problems.add(new Problem(path, 0, size, "a valid signature", refused.reason()));
      }
    }
  }

  /** Sees each event go by, to know the root at the signed size and the key that signs. */
  static final class HeadCheck {
    private final @Nullable SignedTreeHead head;
    private final @Nullable String problem;
    private byte @Nullable [] root;
    private byte[] publicKey = new byte[0];

    HeadCheck(@Nullable String note) {
      SignedTreeHead parsed = null;
      String failure = null;
      if (note != null) {
        try {
          parsed = SignedTreeHead.parse(note);
        } catch (LogException e) {
          failure = e.getMessage();
        }
      }
      head = parsed;
      problem = failure;
      grew(TreeEdge.EMPTY);
    }

    /** The size at which the tree is wanted, or -1. */
    long size() {
      return head == null ? -1 : head.head().size();
    }

    void grew(TreeEdge edge) {
      if (edge.size() == size()) {
        root = edge.root(new NodeHash());
      }
    }

    void registered(RegistryEvent event) {
      if (event instanceof RegistryEvent.KeyUsed used) {
        publicKey = used.publicKey().clone();
      }
    }
  }

  /** Compares the files of operations with what the segments hold. */
  final class OperationCheck {
    private @Nullable OperationIndex index;

    void check(LogId logId, OperationList operations) throws IOException {
      OperationIndex opened = index;
      if (opened == null) {
        opened = OperationIndex.view(files, logId);
        index = opened;
      }
      try {
        compare(opened, operations);
      } catch (LogException e) {
        problems.add(
            new Problem(files.directory(), 0, 0, "operations", String.valueOf(e.getMessage())));
      }
    }

    private void compare(OperationIndex opened, OperationList operations) {
      long covered = opened.covered();
      operations.forEach((high, low, first, count) -> {
        OperationPlace place = first < covered ? opened.find(high, low) : null;
        if (first < covered && !new OperationPlace(first, count).equals(place)) {
          problems.add(new Problem(files.directory(), 0, first, "its operation in a file", "none"));
        }
      });
    }
  }
}
