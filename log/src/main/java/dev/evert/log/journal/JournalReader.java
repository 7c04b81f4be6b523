package dev.evert.log.journal;

import dev.evert.log.EventLayout;
import dev.evert.log.EventView;
import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads frames in order and shows their events one by one. */
final class JournalReader implements LogReader {
  /** Enough for a frame of usual size, so that most reads of the file serve many frames. */
  static final int SEQUENTIAL_BYTES = 1 << 18;

  /** Enough for what lies between an indexed frame and the one looked for. */
  static final int RANDOM_BYTES = 1 << 14;

  private final SegmentList segments;
  private final DurableEnd durable;
  private final BooleanSupplier logClosed;
  private final @Nullable StreamSelection selection;
  private final FrameBuffer frames;
  private final EventView view = new EventView();
  private volatile boolean closed;

  private int segmentIndex;
  private Segment segment;
  private int offset;
  private long durableEnd;
  private long position;

  private long eventPosition;
  private int eventAt;
  private int eventsLeft;
  private long appendTimeMicros;

  JournalReader(
      SegmentList segments,
      DurableEnd durable,
      BooleanSupplier logClosed,
      @Nullable StreamSelection selection,
      int bufferBytes) {
    this.segments = segments;
    this.durable = durable;
    this.logClosed = logClosed;
    this.selection = selection;
    this.frames = new FrameBuffer(segments.directory(), bufferBytes);
    this.segment = segments.get(0);
  }

  @Override
  public void seek(Position from) {
    durableEnd = durable.get();
    if (from.ordinal() > durableEnd) {
      throw new LogException(
          LogError.BEYOND_END,
          "Position "
              + from
              + " is beyond the log's end at "
              + durableEnd
              + ". Wait for it, or read from the end.");
    }
    position = from.ordinal();
    eventsLeft = 0;
    enter(segments.indexOf(position));
    offset = segment.index().floorOffset(position - segment.firstPosition());
  }

  private void enter(int index) {
    segmentIndex = index;
    segment = segments.get(index);
    offset = SegmentHeader.BYTES;
    if (selection != null) {
      selection.enter(segment);
    }
  }

  @Override
  public boolean next() {
    while (true) {
      while (eventsLeft > 0) {
        if (nextInFrame()) {
          return true;
        }
      }
      if (!nextFrame()) {
        return false;
      }
    }
  }

  private boolean nextInFrame() {
    byte[] bytes = frames.bytes();
    int at = eventAt;
    long current = eventPosition++;
    eventsLeft--;
    eventAt = at + (int) EventLayout.sizeBytes(bytes, at);
    if (current < position) {
      return false;
    }
    position = current + 1;
    if (selection != null && !selection.contains(EventLayout.stream(bytes, at))) {
      return false;
    }
    view.show(current, appendTimeMicros, bytes, at);
    return true;
  }

  private boolean nextFrame() {
    while (true) {
      if (closed || logClosed.getAsBoolean()) {
        throw new LogException(LogError.CLOSED, "The reader or its log is closed");
      }
      if (position >= durableEnd) {
        durableEnd = durable.get();
        if (position >= durableEnd) {
          return false;
        }
      }
      // Sealed must be read after the durable end and before what the segment holds: a segment that
      // is not sealed now
      // holds everything up to that durable end.
      boolean sealed = segment.isSealed();
      int limit = segment.durableBytes();
      if (selection != null) {
        int selected = selection.next(offset);
        offset = selected < 0 || selected >= limit ? limit : selected;
      }
      if (offset < limit) {
        if (openFrame(limit)) {
          return true;
        }
      } else if (sealed) {
        enter(segmentIndex + 1);
        position = Math.max(position, segment.firstPosition());
      } else {
        position = Math.max(position, durableEnd);
      }
    }
  }

  private boolean openFrame(int limit) {
    int at = frames.load(segment, offset, limit, position);
    byte[] bytes = frames.bytes();
    offset += Frame.sizeBytes(bytes, at);
    long first = Frame.firstPosition(bytes, at);
    int events = Frame.eventCount(bytes, at);
    if (first + events <= position || Frame.has(bytes, at, Frame.ERASED)) {
      position = Math.max(position, first + events);
      return false;
    }
    eventPosition = first;
    eventsLeft = events;
    eventAt = Frame.eventsOffset(bytes, at);
    appendTimeMicros = Frame.timeMicros(bytes, at);
    return true;
  }

  @Override
  public EventView event() {
    return view;
  }

  @Override
  public Position position() {
    return Position.ofOrdinal(position);
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    boolean there =
        durable.awaitBeyond(position, Nanos.of(timeout), () -> closed || logClosed.getAsBoolean());
    if (closed || logClosed.getAsBoolean()) {
      throw new LogException(LogError.CLOSED, "The reader or its log is closed");
    }
    return there;
  }

  @Override
  public void close() {
    closed = true;
    durable.wakeAll();
  }
}
