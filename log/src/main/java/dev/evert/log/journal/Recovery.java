package dev.evert.log.journal;

import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.LogOptions;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.log.files.AtomicFile;
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

  private Recovery(LogFiles files, LogOptions options) {
    this.files = files;
    this.options = options;
  }

  /** Opens the log in a directory that is locked, or makes a new one if the directory is empty. */
  static Recovered run(LogFiles files, LogOptions options) throws IOException {
    return new Recovery(files, options).run();
  }

  private Recovered run() throws IOException {
    List<String> names = findSegments();
    if (names.isEmpty()) {
      segments.add(createFirst());
    }
    for (int i = 0; i < names.size(); i++) {
      String next = i + 1 < names.size() ? names.get(i + 1) : null;
      open(names.get(i), next);
    }
    SegmentWriter writer = new SegmentWriter(files, options.segmentBytes(), segments.getLast());
    SegmentList list = new SegmentList(files, segments);
    JournalTree tree = new JournalTree(list, durable, high, edge);
    OperationIndex operations = OperationIndex.open(files, list.logId());
    Recovered recovered = new Recovered(list, writer, registry, operations, tree, durable);
    replayRegistrations(recovered);
    findOperations(list, operations);
    return recovered;
  }

  /** Adds the operations that are in no file yet. */
  private void findOperations(SegmentList list, OperationIndex operations) throws IOException {
    long covered = operations.covered();
    if (covered > durable.get()) {
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

  private List<String> findSegments() throws IOException {
    List<String> found = new ArrayList<>();
    String foreign = null;
    for (String name : files.list()) {
      if (AtomicFile.isUnfinished(name)) {
        files.delete(name);
      } else if (Segment.isFileName(name)) {
        found.add(name);
      } else {
        foreign = name;
      }
    }
    if (found.isEmpty() && foreign != null) {
      throw new LogException(
          LogError.NOT_A_LOG,
          files.directory()
              + " holds files ("
              + foreign
              + ") but no segment of a log. Give an empty directory or one that holds a log.");
    }
    // A segment may have got its name in a run that failed before the name was durable.
    files.forceDirectory();
    found.sort(null);
    return found;
  }

  private Segment createFirst() throws IOException {
    LogId id = new LogId(options.random().nextLong(), options.random().nextLong());
    return SegmentWriter.create(files, id, 0, Micros.of(options.clock().instant()));
  }

  private void open(String name, @Nullable String nextName) throws IOException {
    try (LogFile file =
        nextName == null ? files.openForWriting(name) : files.openForReading(name)) {
      SegmentHeader header =
          SegmentHeader.read(file, files.directory(), Segment.namedPosition(name));
      checkFollows(name, header);
      SegmentSummary summary = IndexFile.readSummary(files, name);
      if (nextName == null) {
        openLast(file, header, summary);
      } else if (summary != null && summary.isOf(header, file.size())) {
        checkReaches(name, summary.segmentBytes(), summary.endPosition(), nextName);
        openSummarized(header, summary);
      } else {
        openSealed(file, header, nextName);
      }
    }
  }

  private void checkFollows(String name, SegmentHeader header) {
    String path = files.directory() + "/" + name;
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

  private void checkReaches(String name, int endOffset, long endPosition, String nextName) {
    long wanted = Segment.namedPosition(nextName);
    if (endPosition != wanted) {
      throw Corruption.at(
          files.directory() + "/" + name,
          endOffset,
          endPosition,
          "events up to position " + wanted + ", where the next segment starts",
          "events up to position " + endPosition);
    }
  }

  private void openSummarized(SegmentHeader header, SegmentSummary summary) {
    segments.add(new Segment(header, summary));
    summary.forEachHighNode((level, hash) -> high.add(level, hash, 0));
    edge = summary.edge();
    durable.advance(summary.endPosition());
  }

  private void openSealed(LogFile file, SegmentHeader header, String nextName) throws IOException {
    SegmentScan.End end = new SegmentScan(file, header).run(Long.MAX_VALUE, (_, _, _) -> {});
    if (end.position() != Segment.namedPosition(nextName)) {
      throw Corruption.at(
          files.directory() + "/" + file.name(),
          end.stopOffset(),
          end.stopPosition(),
          end.expected(),
          end.found());
    }
    SegmentBuild build = build(header, end);
    segments.getLast().seal(new Sealing(build.edge(), build.lastTimeMicros()));
  }

  private void openLast(LogFile file, SegmentHeader header, @Nullable SegmentSummary summary)
      throws IOException {
    if (summary != null && summary.isOf(header, file.size())) {
      throw Corruption.at(
          files.directory() + "/" + Segment.fileName(summary.endPosition()),
          0,
          summary.endPosition(),
          "a segment, because the one before it was sealed",
          "no file");
    }
    SegmentScan.End end = new SegmentScan(file, header).run(Long.MAX_VALUE, (_, _, _) -> {});
    TornTail.check(file, header, end, files.directory());
    makeDurable(file, end);
    build(header, end);
  }

  private SegmentBuild build(SegmentHeader header, SegmentScan.End end) throws IOException {
    SegmentBuild build = SegmentBuild.of(files, header, edge, end.offset());
    Segment segment = new Segment(header, build.index());
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

  private void replayRegistrations(Recovered recovered) {
    StreamSelection selection = new StreamSelection(List.of(StreamId.REGISTRY));
    try (JournalReader reader =
        new JournalReader(recovered, () -> false, selection, JournalReader.RANDOM_BYTES)) {
      reader.seek(Position.START);
      while (reader.next()) {
        EventView event = reader.event();
        registry.apply(RegistryEvent.parse(event.key(), event.payload()));
      }
    }
  }
}
