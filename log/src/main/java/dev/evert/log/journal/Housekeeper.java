package dev.evert.log.journal;

import dev.evert.log.LogException;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.operations.OperationIndex;
import dev.evert.log.proof.SignedTreeHead;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is not urgent: index files for sealed segments, files of operations, retention, signed tree
 * heads. A failure of one does not keep the others from going on. Owned by the thread that calls
 * {@link #step}.
 */
final class Housekeeper {
  private final SegmentList segments;
  private final JournalTree tree;
  private final OperationIndex operations;
  private final Heads heads;
  private final Retirement retirement;
  private final List<Chore> chores;
  private final Consumer<Optional<LogException>> onHindrance;
  private @Nullable String told;
  private int stored;

  /**
   * A housekeeper.
   *
   * @param onHindrance told what does not go on, when that has changed
   */
  Housekeeper(
      Recovered log,
      Heads heads,
      Retirement retirement,
      InstantSource clock,
      Consumer<Optional<LogException>> onHindrance) {
    this.retirement = retirement;
    this.segments = log.segments();
    this.tree = log.tree();
    this.operations = log.operations();
    this.heads = heads;
    this.onHindrance = onHindrance;
    String directory = segments.directory();
    this.chores =
        List.of(
            new Chore("write an index", directory, clock, this::keepIndexes),
            new Chore("write operations", directory, clock, this::keepOperations),
            new Chore("remove what is no longer kept", directory, clock, retirement::step));
  }

  /**
   * Does what there is to do; returns how many things that was.
   *
   * @throws LogException if one of them has failed now, after the others were tried
   */
  int step() {
    int done = 0;
    LogException failure = null;
    try {
      for (Chore chore : chores) {
        try {
          done += chore.step();
        } catch (LogException e) {
          failure = failure == null ? e : failure;
        }
      }
    } finally {
      tellHindrance();
    }
    if (failure != null) {
      throw failure;
    }
    return done;
  }

  private void tellHindrance() {
    LogException hindrance = retirement.damage();
    for (Chore chore : chores) {
      hindrance = hindrance == null ? chore.failure() : hindrance;
    }
    String text = hindrance == null ? null : hindrance.getMessage();
    if (!Objects.equals(text, told)) {
      told = text;
      onHindrance.accept(Optional.ofNullable(hindrance));
    }
  }

  private int keepIndexes() throws IOException {
    int done = storeIndexes();
    if (done > 0) {
      heads.store(signHead());
    }
    return done;
  }

  private int keepOperations() throws IOException {
    int done = 0;
    while (operations.flush()) {
      done++;
    }
    return operations.merge() ? done + 1 : done;
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
}
