package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the durable frames of a log in order, over all segments: all frames, or those that
 * hold any of some streams. Belongs to one thread.
 */
final class FrameCursor implements AutoCloseable {
  private final SegmentList segments;
  private final DurableEnd durable;
  private final @Nullable StreamSelection selection;
  private final FrameBuffer frames;

  private int segmentIndex;
  private Segment segment;
  private int offset;
  private long durableEnd;
  private long position;
  private int at;

  FrameCursor(
      SegmentList segments,
      DurableEnd durable,
      @Nullable StreamSelection selection,
      int bufferBytes) {
    this.segments = segments;
    this.durable = durable;
    this.selection = selection;
    this.frames = new FrameBuffer(segments.files(), bufferBytes);
    this.segment = segments.get(0);
  }

  /** Goes on with the frame that holds a position. */
  void seek(long from) {
    durableEnd = durable.get();
    if (from > durableEnd) {
      throw new LogException(
          LogError.BEYOND_END,
          "Position "
              + from
              + " is beyond the log's end at "
              + durableEnd
              + ". Wait for it, or read from the end.");
    }
    position = from;
    locate();
  }

  private void locate() {
    enter(segments.indexOf(position));
    offset = segments.index(segment).floorOffset(position - segment.firstPosition());
  }

  private void enter(int index) {
    segmentIndex = index;
    segment = segments.get(index);
    offset = SegmentHeader.BYTES;
    if (selection != null) {
      selection.enter(segment, segments);
    }
  }

  /**
   * Moves to the next frame that holds events at or after {@link #position}.
   *
   * @return false if there is none yet; then the position is the durable end
   */
  boolean next() {
    while (true) {
      if (position >= durableEnd) {
        durableEnd = durable.get();
        if (position >= durableEnd) {
          return false;
        }
      }
      // Sealed must be read after the durable end and before what the segment holds: a segment
      // that is not sealed now holds everything up to that durable end.
      boolean sealed = segment.isSealed();
      int limit = segment.durableBytes();
      if (selection != null) {
        int selected = selection.next(offset);
        offset = selected < 0 || selected >= limit ? limit : selected;
      }
      if (offset < limit) {
        if (loadOrLocate(limit)) {
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

  /** Loads the next frame; goes to the segment's new generation if retention has written one. */
  private boolean loadOrLocate(int limit) {
    try {
      return load(limit);
    } catch (SegmentReplacedException e) {
      if (segments.get(segments.indexOf(position)) == segment) {
        throw Corruption.at(e.path(), offset, position, "a segment file", "no file");
      }
      locate();
      return false;
    }
  }

  private boolean load(int limit) {
    at = frames.load(segment, offset, limit, position);
    byte[] bytes = frames.bytes();
    offset += Frame.sizeBytes(bytes, at);
    long end = Frame.firstPosition(bytes, at) + Frame.eventCount(bytes, at);
    if (end <= position) {
      return false;
    }
    position = end;
    return true;
  }

  /** The array that holds the current frame. */
  byte[] bytes() {
    return frames.bytes();
  }

  /** Where in the array the current frame is. */
  int at() {
    return at;
  }

  /** Everything before this position has been moved over. */
  long position() {
    return position;
  }

  @Override
  public void close() {
    frames.close();
  }
}
