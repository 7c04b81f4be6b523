package dev.evert.log.journal;

import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.operations.OperationIndex;
import dev.evert.log.proof.SignedTreeHead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is not urgent: index files for sealed segments, signed tree heads. Owned by the thread that
 * calls {@link #step}.
 */
final class Housekeeper {
  private final SegmentList segments;
  private final JournalTree tree;
  private final OperationIndex operations;
  private final Heads heads;
  private final Retirement retirement;
  private int stored;
  private volatile @Nullable Exception failure;

  Housekeeper(Recovered log, Heads heads, Retirement retirement) {
    this.retirement = retirement;
    this.segments = log.segments();
    this.tree = log.tree();
    this.operations = log.operations();
    this.heads = heads;
  }

  /** Does what there is to do; returns how many things that was. */
  int step() throws IOException {
    int done = storeIndexes();
    if (done > 0) {
      heads.store(signHead());
    }
    while (operations.flush()) {
      done++;
    }
    if (operations.merge()) {
      done++;
    }
    done += retirement.step();
    failure = null;
    return done;
  }

  private int storeIndexes() throws IOException {
    int done = 0;
    while (stored < segments.count() - 1) {
      Segment segment = segments.get(stored);
      Sealing sealing = segment.sealing();
      if (sealing == null) {
        // The commit thread has begun the next segment and seals this one in a moment.
        break;
      }
      if (segment.summary() == null) {
        store(segment, sealing);
        done++;
      }
      stored++;
    }
    return done;
  }

  private void store(Segment segment, Sealing sealing) throws IOException {
    SegmentIndex index = segments.index(segment);
    TreeEdge edge = sealing.edge();
    SegmentSummary summary =
        new SegmentSummary(
            segments.logId(),
            segment.firstPosition(),
            edge.size(),
            sealing.lastTimeMicros(),
            segment.durableBytes(),
            edge,
            index.highNodes().toBytes(),
            index.streamNumbers(),
            index.operations().count(),
            0);
    segment.stored(IndexFile.write(segments.files(), segment.name(), summary, index));
  }

  /** Signs the head of the tree as it is now. */
  SignedTreeHead signHead() {
    return heads.sign(tree.edge());
  }

  /** Keeps the head of a log that is closing. */
  void finish() throws IOException {
    storeIndexes();
    heads.store(signHead());
  }

  void failed(Exception cause) {
    failure = cause;
  }

  /** Why the last step failed, or null if it did not. */
  @Nullable Exception failure() {
    return failure;
  }
}
