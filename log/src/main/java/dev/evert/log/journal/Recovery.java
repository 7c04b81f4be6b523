package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.LogOptions;
import dev.evert.log.StreamId;
import dev.evert.log.bytes.LittleEndian;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import dev.evert.log.operations.OperationTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Opens a log's files: checks them, cuts a torn tail, and builds what is derived from them. */
final class Recovery {
  private static final int COPY_BYTES = 1 << 20;

  private final LogFiles files;
  private final LogOptions options;
  private final List<Segment> segments = new ArrayList<>();
  private final StreamRegistry registry = new StreamRegistry();
  private final OperationTable operations = new OperationTable();
  private final DurableEnd durable = new DurableEnd();

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
    } else {
      for (int i = 0; i < names.size(); i++) {
        open(names.get(i), i == names.size() - 1);
      }
    }
    Segment last = segments.getLast();
    SegmentWriter writer = new SegmentWriter(options.segmentBytes(), last, last.durableBytes());
    return new Recovered(new SegmentList(files, segments), writer, registry, operations, durable);
  }

  private List<String> findSegments() throws IOException {
    List<String> found = new ArrayList<>();
    boolean foreign = false;
    for (String name : files.list()) {
      if (SegmentWriter.isUnfinished(name)) {
        files.delete(name);
      } else if (Segment.isFileName(name)) {
        found.add(name);
      } else {
        foreign = true;
      }
    }
    if (found.isEmpty() && foreign) {
      throw new LogException(
          LogError.NOT_A_LOG,
          files.directory()
              + " holds files but no log. Give an empty directory or one that holds a log.");
    }
    found.sort(null);
    return found;
  }

  private Segment createFirst() throws IOException {
    LogId id = new LogId(options.random().nextLong(), options.random().nextLong());
    return SegmentWriter.create(files, id, 0, Micros.of(options.clock().instant()));
  }

  private void open(String name, boolean last) throws IOException {
    LogFile file = last ? files.openForWriting(name) : files.openForReading(name);
    SegmentHeader header = SegmentHeader.read(file, files.directory(), Segment.namedPosition(name));
    checkFollows(name, header);
    Segment segment = new Segment(file, header, new SegmentIndex());
    segments.add(segment);
    SegmentScan scan = new SegmentScan(file, header);
    SegmentScan.End end = scan.run(Long.MAX_VALUE, (_, _, _) -> {});
    if (last) {
      TornTail.check(file, header, end, files.directory());
      makeDurable(file, end);
    }
    scan.run(end.offset(), (bytes, at, offset) -> apply(segment, bytes, at, offset));
    segment.publish(end.offset());
    if (!last) {
      segment.seal();
    }
    durable.advance(end.position());
  }

  private void checkFollows(String name, SegmentHeader header) {
    if (segments.isEmpty()) {
      return;
    }
    String path = files.directory() + "/" + name;
    LogId logId = segments.getFirst().header().logId();
    if (!header.logId().equals(logId)) {
      throw Corruption.at(
          path, 0, header.firstPosition(), "log id " + logId, header.logId().toString());
    }
    if (header.firstPosition() != durable.get()) {
      Segment before = segments.getLast();
      throw Corruption.at(
          files.directory() + "/" + before.file().name(),
          before.durableBytes(),
          durable.get(),
          "events up to position " + header.firstPosition() + ", where the next segment starts",
          "events up to position " + durable.get());
    }
  }

  /**
   * Writes the last commit again and syncs it. After a failed sync the operating system may hold
   * pages that it shows to readers, believes to be on disk and is wrong about; only writing them
   * again makes it try again.
   */
  private static void makeDurable(LogFile file, SegmentScan.End end) throws IOException {
    file.truncate(end.offset());
    ByteBuffer buffer = ByteBuffer.allocateDirect(COPY_BYTES);
    int at = end.commitOffset();
    while (at < end.offset()) {
      buffer.clear().limit(Math.min(COPY_BYTES, end.offset() - at));
      int read = file.readFully(buffer, at);
      file.writeFully(buffer.flip(), at);
      at += read;
    }
    file.force();
  }

  private void apply(Segment segment, byte[] bytes, int at, int offset) {
    int events = Frame.eventCount(bytes, at);
    if (events == 0) {
      return;
    }
    long first = Frame.firstPosition(bytes, at);
    segment.index().addFrame(first - segment.firstPosition(), offset);
    FrameStreams streams = new FrameStreams();
    EventView view = new EventView();
    int event = Frame.eventsOffset(bytes, at);
    for (int i = 0; i < events; i++) {
      int stream = EventLayout.stream(bytes, event);
      if (streams.add(stream)) {
        segment.index().addStream(stream, offset);
      }
      if (stream == StreamId.REGISTRY.value()) {
        view.show(first + i, 0, bytes, event);
        registry.apply(RegistryEvent.parse(view.key(), view.payload()));
      }
      event += (int) EventLayout.sizeBytes(bytes, event);
    }
    applyOperation(bytes, at);
  }

  private long batchFirst;
  private long batchHigh;
  private long batchLow;
  private boolean batchIsOperation;

  private void applyOperation(byte[] bytes, int at) {
    if (Frame.has(bytes, at, Frame.FIRST)) {
      batchFirst = Frame.firstPosition(bytes, at);
      batchIsOperation = Frame.has(bytes, at, Frame.OPERATION);
      if (batchIsOperation) {
        batchHigh = LittleEndian.getLong(bytes, at + Frame.HEADER_BYTES);
        batchLow = LittleEndian.getLong(bytes, at + Frame.HEADER_BYTES + Long.BYTES);
      }
    }
    if (batchIsOperation && Frame.has(bytes, at, Frame.LAST)) {
      long end = Frame.firstPosition(bytes, at) + Frame.eventCount(bytes, at);
      operations.add(batchHigh, batchLow, batchFirst, (int) (end - batchFirst));
    }
  }
}
