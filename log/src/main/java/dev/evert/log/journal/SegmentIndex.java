package dev.evert.log.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is derived from one segment: a sparse list of (position, offset) of frames, for each stream
 * the offsets of the frames that hold its events, the tree's stored nodes that became complete in
 * it, and its operations. One thread adds in order; any number read what was published.
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
  private final NodeList nodes;
  private final OperationList operations;
  private final SegmentSummary.HighNodeWriter highNodes = new SegmentSummary.HighNodeWriter();

  /** An index of an empty segment. */
  SegmentIndex() {
    this(new NodeList(), new OperationList());
  }

  /** An index with what was read for a whole segment; places and streams are added. */
  SegmentIndex(NodeList nodes, OperationList operations) {
    this.nodes = nodes;
    this.operations = operations;
  }

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

  /** The tree's nodes of the stored level that became complete in the segment. */
  NodeList nodes() {
    return nodes;
  }

  OperationList operations() {
    return operations;
  }

  /** The tree's higher nodes that became complete in the segment. */
  SegmentSummary.HighNodeWriter highNodes() {
    return highNodes;
  }

  /** The numbers of the streams that the segment holds, ascending. */
  int[] streamNumbers() {
    @Nullable StreamFrames[] known = streams;
    return IntStream.range(0, known.length).filter(stream -> known[stream] != null).toArray();
  }

  /** Adds an entry of the sparse list as {@link #places} gives it. */
  void addPlace(long place) {
    addFrame(place >>> Integer.SIZE, (int) place);
  }

  /** A copy of the sparse list. */
  long[] places() {
    int count = (int) PLACE_COUNT.getAcquire(this);
    return Arrays.copyOf(places, count);
  }
}
