package dev.evert.log.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in one segment: a sparse list of (position, offset) of frames, and for each
 * stream the offsets of the frames that hold its events. One thread adds frames in order; any
 * number read what was published.
 */
final class SegmentIndex {
  /** From one listed frame to the next there are at least this many bytes. */
  static final int GRANULE_BYTES = 4096;

  private static final VarHandle PLACE_COUNT;
  private static final @Nullable StreamFrames[] NO_STREAMS = new StreamFrames[0];
  private static final int INITIAL_PLACES = 16;

  static {
    try {
      PLACE_COUNT =
          MethodHandles.lookup().findVarHandle(SegmentIndex.class, "placeCount", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Each is the event's number within the segment, then the frame's offset, in 32 bits each. */
  private long[] places = new long[INITIAL_PLACES];

  @SuppressWarnings("FieldMayBeFinal") // written through the handle
  private int placeCount;

  private volatile @Nullable StreamFrames[] streams = NO_STREAMS;

  /** Adds a frame that holds events; its streams are added by {@link #addStream}. */
  void addFrame(long eventNumber, int offset) {
    int count = (int) PLACE_COUNT.get(this);
    if (count > 0 && offset - (int) places[count - 1] < GRANULE_BYTES) {
      return;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, count * 2);
    }
    places[count] = eventNumber << Integer.SIZE | offset;
    PLACE_COUNT.setRelease(this, count + 1);
  }

  /** The frame at an offset holds events of a stream; called once for each. */
  void addStream(int stream, int offset) {
    @Nullable StreamFrames[] known = streams;
    if (stream >= known.length) {
      known = Arrays.copyOf(known, Math.max(stream + 1, known.length * 2));
      streams = known;
    }
    StreamFrames frames = known[stream];
    if (frames == null) {
      frames = new StreamFrames();
      frames.add(offset);
      putStream(stream, frames);
    } else {
      frames.add(offset);
    }
  }

  /** Adds all frames of a stream at once. */
  void putStream(int stream, StreamFrames frames) {
    @Nullable StreamFrames[] copy = Arrays.copyOf(streams, Math.max(stream + 1, streams.length));
    copy[stream] = frames;
    streams = copy;
  }

  /**
   * The offset of a listed frame at or before an event, by the event's number within the segment.
   */
  int floorOffset(long eventNumber) {
    int count = (int) PLACE_COUNT.getAcquire(this);
    long[] list = places;
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (list[middle] >>> Integer.SIZE <= eventNumber) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high < 0 ? SegmentHeader.BYTES : (int) list[high];
  }

  /** The frames of a stream, or null if the segment holds none yet. */
  @Nullable StreamFrames frames(int stream) {
    @Nullable StreamFrames[] known = streams;
    return stream < known.length ? known[stream] : null;
  }

  /** One more than the largest stream number that may be in the segment. */
  int streamLimit() {
    return streams.length;
  }

  /** A copy of the sparse list. */
  long[] places() {
    int count = (int) PLACE_COUNT.getAcquire(this);
    return Arrays.copyOf(places, count);
  }
}
