package dev.evert.log.journal;

import dev.evert.log.Appended;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.OperationId;
import dev.evert.log.Position;
import dev.evert.log.operations.OperationIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns groups of batches into durable frames: decides the order, writes once, syncs once,
 * publishes, acknowledges. Owned by the thread that calls {@link #step}; after a failure, of
 * whatever kind, it only fails what is given to it.
 */
final class Committer {
  private static final int MAX_SEGMENTS_UNFROZEN = 16;

  /** A segment holds events of at most this part of the shortest time that any stream is kept. */
  private static final int AGE_FRACTION = 8;

  private final CommitQueue queue;
  private final SegmentWriter writer;
  private final SegmentList segments;
  private final StreamRegistry registry;
  private final OperationLookup operations;
  private final OperationIndex index;
  private final JournalTree tree;
  private final TreeGrowth growth;
  private final DurableEnd durable;
  private final InstantSource clock;
  private final int maxOperationsInMemory;
  private final Checksum checksum = new Checksum();
  private final ByteBuffer voucher =
      ByteBuffer.allocateDirect(Frame.OVERHEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final Consumer<LogException> onFailure;

  private final AtomicReference<@Nullable LogException> failure = new AtomicReference<>();
  private boolean vouched;

  /** The latest time of a commit in the active segment; 0 while it holds none. */
  private long lastTimeMicros;

  private int segmentsSinceFreeze;
  private Appended[] outcomes = new Appended[0];

  Committer(
      Recovered recovered,
      SegmentWriter writer,
      TreeGrowth growth,
      OperationLookup operations,
      CommitQueue queue,
      LogOptions options,
      Consumer<LogException> onFailure) {
    this.queue = queue;
    this.writer = writer;
    this.growth = growth;
    this.segments = recovered.segments();
    this.registry = recovered.registry();
    this.operations = operations;
    this.index = recovered.operations();
    this.tree = recovered.tree();
    this.durable = recovered.durable();
    this.clock = options.clock();
    this.maxOperationsInMemory = options.maxOperationsInMemory();
    this.onFailure = onFailure;
    this.lastTimeMicros = recovered.lastTimeMicros();
    enterSegment();
  }

  private void enterSegment() {
    checksum.enter(writer.segment().header().logId(), writer.segment().firstPosition());
  }

  /** Commits what producers have added; returns how many batches that was. */
  int step() {
    CommitGroup group = queue.take();
    if (group == null) {
      return 0;
    }
    int batches = group.entries().size();
    rollIfOld();
    attempt("commit events", () -> commit(group));
    LogException cause = failure.get();
    if (cause != null) {
      for (CommitGroup.Entry entry : group.entries()) {
        entry.future().completeExceptionally(cause);
      }
    }
    group.clear();
    return batches;
  }

  /** Something that changes files. */
  private interface Work {
    void run() throws IOException;
  }

  /** Does something unless it failed before; whatever is thrown is the failure from then on. */
  private void attempt(String action, Work work) {
    if (failure.get() != null) {
      return;
    }
    try {
      work.run();
    } catch (IOException e) {
      fail(IoFailure.of(action, segments.directory(), writer.segment(), e));
    } catch (RuntimeException | Error e) {
      fail(IoFailure.unexpected(action, e));
    }
  }

  /** From now on nothing is committed. Any thread may find a reason; the first one stays. */
  void fail(LogException cause) {
    if (failure.compareAndSet(null, cause)) {
      onFailure.accept(cause);
    }
  }

  private void commit(CommitGroup group) throws IOException {
    if (writer.isFullFor(group.sizeBytes()) && holdsEvents()) {
      roll();
    }
    long end = arrange(group);
    int base = writer.end();
    if (end > durable.get()) {
      write(group);
      writer.force();
      publish(group, base, end);
    }
    List<CommitGroup.Entry> entries = group.entries();
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).future().complete(outcomes[i]);
    }
    growTree(group);
    freezeOperations();
  }

  private boolean holdsEvents() {
    return durable.get() > writer.segment().firstPosition();
  }

  /** Seals the active segment if retention would otherwise have to wait too long for it. */
  void rollIfOld() {
    attempt(
        "begin a segment",
        () -> {
          if (isOld()) {
            roll();
          }
        });
  }

  private boolean isOld() {
    long shortest = registry.shortestRetentionMicros();
    return shortest != Long.MAX_VALUE
        && holdsEvents()
        && nowMicros() - writer.segment().header().createdMicros() > shortest / AGE_FRACTION;
  }

  private void roll() throws IOException {
    growth.complete();
    long first = durable.get();
    Segment next = SegmentWriter.create(segments.files(), segments.logId(), first, nowMicros());
    Segment old = writer.segment();
    writer.roll(next);
    enterSegment();
    segments.add(next);
    tree.enterSegment();
    segmentsSinceFreeze++;
    old.seal(new Sealing(tree.edge(), lastTimeMicros));
    lastTimeMicros = 0;
  }

  private void growTree(CommitGroup group) {
    LeafList leaves = group.leaves();
    int kept = 0;
    List<CommitGroup.Entry> entries = group.entries();
    for (int i = 0; i < entries.size(); i++) {
      if (!outcomes[i].duplicate()) {
        CommitGroup.Entry entry = entries.get(i);
        leaves.move(entry.firstEvent(), kept, entry.events());
        kept += entry.events();
      }
    }
    leaves.truncate(kept);
    group.useLeaves(growth.add(leaves));
  }

  private long nowMicros() {
    return Micros.of(clock.instant());
  }

  /** Decides each batch's outcome and completes the frames of those that will be written. */
  private long arrange(CommitGroup group) {
    long durableEnd = durable.get();
    long end = durableEnd;
    long now = nowMicros();
    // A clock that is set back must not make the segment's events seem older than they are.
    lastTimeMicros = Math.max(lastTimeMicros, now);
    List<CommitGroup.Entry> entries = group.entries();
    if (outcomes.length < entries.size()) {
      outcomes = new Appended[Math.max(entries.size(), outcomes.length * 2)];
    }
    for (int i = 0; i < entries.size(); i++) {
      CommitGroup.Entry entry = entries.get(i);
      OperationId id = entry.operationId();
      Appended known = id.isNone() ? null : operations.outcome(id);
      if (known != null) {
        outcomes[i] = known;
        continue;
      }
      long position = end;
      for (int frame = entry.firstFrame(); frame < entry.endFrame(); frame++) {
        Frame.finish(group.bytes(), group.frameOffset(frame), position, durableEnd, now, checksum);
        position += group.frameEvents(frame);
      }
      if (!id.isNone()) {
        index.add(id.high(), id.low(), end, entry.events());
      }
      outcomes[i] = outcome(end, entry.events(), false);
      end = position;
    }
    return end;
  }

  static Appended outcome(long first, int events, boolean duplicate) {
    return new Appended(
        Position.ofOrdinal(first),
        Position.ofOrdinal(first + events - 1),
        Position.ofOrdinal(first + events),
        duplicate);
  }

  /**
   * Writes the frames of all batches that are not duplicates, in as few writes as there are gaps.
   */
  private void write(CommitGroup group) throws IOException {
    List<CommitGroup.Entry> entries = group.entries();
    int from = 0;
    while (from < entries.size()) {
      int to = from;
      while (to < entries.size() && !outcomes[to].duplicate()) {
        to++;
      }
      if (to > from) {
        ByteBuffer bytes = group.bytes();
        bytes.limit(group.frameOffset(entries.get(to - 1).endFrame()));
        bytes.position(group.frameOffset(entries.get(from).firstFrame()));
        writer.write(bytes);
        bytes.clear();
      }
      from = to + 1;
    }
  }

  private void publish(CommitGroup group, int base, long end) {
    int offset = base;
    List<CommitGroup.Entry> entries = group.entries();
    for (int i = 0; i < entries.size(); i++) {
      if (!outcomes[i].duplicate()) {
        offset = publish(group, entries.get(i), outcomes[i].first().ordinal(), offset);
      }
    }
    assert offset == writer.end();
    vouched = false;
    writer.segment().publish(offset);
    durable.advance(end);
  }

  /** Sets operations aside when they are many, or when finding them again means reading much. */
  private void freezeOperations() throws IOException {
    int size = index.tableSize();
    if (size >= maxOperationsInMemory
        || (size > 0 && segmentsSinceFreeze >= MAX_SEGMENTS_UNFROZEN)) {
      index.freeze(durable.get());
      segmentsSinceFreeze = 0;
    }
  }

  private int publish(CommitGroup group, CommitGroup.Entry entry, long first, int from) {
    SegmentIndex index = segments.index(writer.segment());
    long number = first - writer.segment().firstPosition();
    int offset = from;
    for (int frame = entry.firstFrame(); frame < entry.endFrame(); frame++) {
      index.addFrame(number, offset);
      for (int s = group.firstStream(frame); s < group.endStream(frame); s++) {
        index.addStream(group.stream(s), offset);
      }
      number += group.frameEvents(frame);
      offset += group.frameOffset(frame + 1) - group.frameOffset(frame);
    }
    OperationId id = entry.operationId();
    if (!id.isNone()) {
      index.operations().add(id.high(), id.low(), first, entry.events());
    }
    if (entry.registration() != null) {
      registry.apply(entry.registration());
    }
    return offset;
  }

  /** Whether the last commit is followed by a frame that says that it was durable. */
  boolean isVouched() {
    return vouched || failure.get() != null;
  }

  /** Writes an empty frame that says what is durable; for idle times and the end. */
  void vouch() {
    if (isVouched()) {
      return;
    }
    attempt(
        "write a voucher",
        () -> {
          long end = durable.get();
          Frame.begin(voucher, 0, 0, 0, Frame.FIRST | Frame.LAST | Frame.VOUCHER, 0);
          Frame.finish(voucher, 0, end, end, nowMicros(), checksum);
          writer.write(voucher.clear());
          writer.force();
          writer.segment().publish(writer.end());
          vouched = true;
        });
  }

  /** Commits all that was added, vouches and gives back the space ahead of the end. */
  void drain() {
    while (step() > 0) {
      Thread.onSpinWait();
    }
    finish();
  }

  /** Vouches and gives back the space ahead of the end; nothing may be committed after it. */
  void finish() {
    growth.close();
    vouch();
    attempt("cut the segment", writer::trim);
  }
}
