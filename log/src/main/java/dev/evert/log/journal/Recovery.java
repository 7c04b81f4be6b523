package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.LogOptions;
import dev.evert.log.Position;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.merkle.HighNodes;
import dev.evert.log.merkle.TreeEdge;
import dev.evert.log.operations.OperationIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a log's files: checks them, cuts a torn tail, and builds what is derived from them. Of a
 * sealed segment only the summary in its index file is read; the last segment is read whole.
 */
final class Recovery {
  private static final int COPY_BYTES = 1 << 20;

  private final LogFiles files;
  private final LogOptions options;
  private final List<Segment> segments = new ArrayList<>();
  private final StreamRegistry registry = new StreamRegistry();
  private final DurableEnd durable = new DurableEnd();
  private final HighNodes high = new HighNodes();
  private TreeEdge edge = TreeEdge.EMPTY;
  private long lastTimeMicros;
  private @Nullable SegmentBuild lastBuild;

  /** Whether the directory is another's, so that nothing in it may be changed. */
  private final boolean viewing;

  private Recovery(LogFiles files, LogOptions options, boolean viewing) {
    this.files = files;
    this.options = options;
    this.viewing = viewing;
  }

  /** Opens the log in a directory that is locked, or makes a new one if the directory is empty. */
  static Recovered run(LogFiles files, LogOptions options) throws IOException {
    return new Recovery(files, options, false).run();
  }

  /**
   * Opens the log in a directory that another process may be writing, up to what its frames say is
   * durable; changes nothing.
   */
  static ViewedTail view(LogFiles files, LogOptions options) throws IOException {
    Recovery recovery = new Recovery(files, options, true);
    Recovered parts = recovery.run();
    return new ViewedTail(files, parts, recovery.high, recovery.lastBuild);
  }

  private Recovered run() throws IOException {
    List<SegmentName> names = findSegments();
    if (names.isEmpty()) {
      segments.add(createFirst());
    }
    for (int i = 0; i < names.size(); i++) {
      SegmentName next = i + 1 < names.size() ? names.get(i + 1) : null;
      open(names.get(i), next);
    }
    SegmentList list = new SegmentList(files, segments);
    JournalTree tree = new JournalTree(list, durable, high, edge);
    OperationIndex operations = OperationIndex.open(files, list.logId());
    Recovered recovered = new Recovered(list, registry, operations, tree, durable, lastTimeMicros);
    recovered.replayRegistrations(Position.START);
    findOperations(list, operations);
    return recovered;
  }

  /** Adds the operations that are in no file yet. */
  private void findOperations(SegmentList list, OperationIndex operations) throws IOException {
    long covered = operations.covered();
    if (covered > durable.get() && !viewing) {
      throw Corruption.at(
          files.directory() + "/" + segments.getLast().fileName(),
          segments.getLast().durableBytes(),
          durable.get(),
          "events up to position " + covered + ", whose operations are known",
          "the end of the log");
    }
    for (Segment segment : segments) {
      SegmentSummary summary = segment.summary();
      if (summary == null || (summary.endPosition() > covered && summary.operations() > 0)) {
        list.index(segment)
            .operations()
            .forEach((high, low, first, events) -> {
              if (first >= covered) {
                operations.add(high, low, first, events);
              }
            });
      }
      Sealing sealing = segment.sealing();
      if (sealing != null && operations.tableSize() >= options.maxOperationsInMemory()) {
        operations.freeze(sealing.edge().size());
      }
    }
  }

  private List<SegmentName> findSegments() throws IOException {
    SegmentNames names = SegmentNames.list(files);
    if (viewing && names.segments().isEmpty()) {
      throw new LogException(
          LogError.NOT_FOUND, "There is no log in " + files.directory() + ", so nothing to see");
    }
    if (viewing) {
      return names.segments();
    }
    if (names.segments().isEmpty() && !names.others().isEmpty()) {
      throw new LogException(
          LogError.NOT_A_LOG,
          files.directory()
              + " holds files ("
              + names.others().getFirst()
              + ") but no segment of a log",
          "Give an empty directory or one that holds a log.",
          null);
    }
    for (String name : names.leftovers()) {
      files.delete(name);
    }
    // A segment may have got its name in a run that failed before the name was durable.
    files.forceDirectory();
    return names.segments();
  }

  private Segment createFirst() throws IOException {
    LogId id = new LogId(options.random().nextLong(), options.random().nextLong());
    return SegmentWriter.create(files, id, 0, Micros.of(options.clock().instant()));
  }

  private void open(SegmentName name, @Nullable SegmentName next) throws IOException {
    try (LogFile file =
        next == null && !viewing
            ? files.openForWriting(name.fileName())
            : files.openForReading(name.fileName())) {
      SegmentHeader header = SegmentHeader.read(file, files.directory(), name.firstPosition());
      checkFollows(name, header);
      SegmentSummary summary = IndexFile.readSummary(files, name);
      if (next == null && viewing) {
        viewLast(file, name, header);
      } else if (next == null) {
        openLast(file, name, header, summary);
      } else if (summary != null && summary.isOf(header, file.size())) {
        checkReaches(name, summary.segmentBytes(), summary.endPosition(), next);
        openSummarized(name, header, summary);
      } else {
        openSealed(file, name, header, next);
      }
    }
  }

  private void checkFollows(SegmentName name, SegmentHeader header) {
    String path = files.directory() + "/" + name.fileName();
    if (header.firstPosition() != durable.get()) {
      throw Corruption.at(
          path,
          0,
          header.firstPosition(),
          "a segment that starts at position " + durable.get() + " before this one",
          "none");
    }
    LogId logId = segments.isEmpty() ? header.logId() : segments.getFirst().header().logId();
    if (!header.logId().equals(logId)) {
      throw Corruption.at(
          path, 0, header.firstPosition(), "log id " + logId, header.logId().toString());
    }
  }

  private void checkReaches(SegmentName name, int endOffset, long endPosition, SegmentName next) {
    long wanted = next.firstPosition();
    if (endPosition != wanted) {
      throw Corruption.at(
          files.directory() + "/" + name.fileName(),
          endOffset,
          endPosition,
          "events up to position " + wanted + ", where the next segment starts",
          "events up to position " + endPosition);
    }
  }

  private void openSummarized(SegmentName name, SegmentHeader header, SegmentSummary summary) {
    segments.add(new Segment(name, header, summary));
    summary.forEachHighNode((level, hash) -> high.add(level, hash, 0));
    edge = summary.edge();
    durable.advance(summary.endPosition());
  }

  private void openSealed(LogFile file, SegmentName name, SegmentHeader header, SegmentName next)
      throws IOException {
    SegmentScan.End end = new SegmentScan(file, header).run(Long.MAX_VALUE, (_, _, _) -> {});
    if (end.position() != next.firstPosition()) {
      throw Corruption.at(
          files.directory() + "/" + file.name(),
          end.stopOffset(),
          end.stopPosition(),
          end.expected(),
          end.found());
    }
    SegmentBuild build = build(name, header, end);
    segments.getLast().seal(new Sealing(build.edge(), build.lastTimeMicros()));
  }

  private void openLast(
      LogFile file, SegmentName name, SegmentHeader header, @Nullable SegmentSummary summary)
      throws IOException {
    if (summary != null && summary.isOf(header, file.size())) {
      throw Corruption.at(
          files.directory() + "/" + SegmentName.of(summary.endPosition()).fileName(),
          0,
          summary.endPosition(),
          "a segment, because the one before it was sealed",
          "no file");
    }
    SegmentScan.End end = new SegmentScan(file, header).run(Long.MAX_VALUE, (_, _, _) -> {});
    TornTail.check(file, header, end, files.directory());
    makeDurable(file, end);
    lastBuild = build(name, header, end);
    lastTimeMicros = lastBuild.lastTimeMicros();
  }

  private void viewLast(LogFile file, SegmentName name, SegmentHeader header) throws IOException {
    SegmentScan.End end = new SegmentScan(file, header).run(Long.MAX_VALUE, (_, _, _) -> {});
    SegmentScan.End vouched =
        new SegmentScan(file, header).run(end.commitOffset(), (_, _, _) -> {});
    lastBuild = build(name, header, vouched);
  }

  private SegmentBuild build(SegmentName name, SegmentHeader header, SegmentScan.End end)
      throws IOException {
    SegmentBuild build = SegmentBuild.of(files, name, header, edge, end.offset());
    Segment segment = new Segment(name, header, build.index());
    segments.add(segment);
    segment.publish(end.offset());
    SegmentSummary.forEachHighNode(
        build.index().highNodes().toBytes(), (level, hash) -> high.add(level, hash, 0));
    edge = build.edge();
    durable.advance(end.position());
    return build;
  }

  /**
   * Writes the last commit again and syncs it. After a failed sync the operating system may hold
   * pages that it shows to readers, believes to be on disk and is wrong about; only writing them
   * again makes it try again.
   */
  private static void makeDurable(LogFile file, SegmentScan.End end) throws IOException {
    file.truncate(end.offset());
    int at = end.commitOffset();
    ByteBuffer buffer = ByteBuffer.allocate(Math.min(COPY_BYTES, end.offset() - at));
    while (at < end.offset()) {
      buffer.clear().limit(Math.min(buffer.capacity(), end.offset() - at));
      int read = file.readFully(buffer, at);
      file.writeFully(buffer.flip(), at);
      at += read;
    }
    file.force();
  }
}
