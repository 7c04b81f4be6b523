package dev.evert.log.journal;

import dev.evert.log.Position;
import dev.evert.log.StreamId;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a reader wants, and where in the current segment their next frames are. Belongs
 * to one thread.
 */
final class StreamSelection {
  private final int[] streams;
  private final boolean[] members;
  private final StreamFrames.@Nullable Cursor[] cursors;
  private @Nullable SegmentIndex index;

  StreamSelection(Collection<StreamId> chosen) {
    streams = chosen.stream().mapToInt(StreamId::value).distinct().toArray();
    members = new boolean[Arrays.stream(streams).max().orElse(0) + 1];
    for (int stream : streams) {
      members[stream] = true;
    }
    cursors = new StreamFrames.@Nullable Cursor[streams.length];
  }

  boolean contains(int stream) {
    return stream < members.length && members[stream];
  }

  /** The first position from which all of the streams are complete. */
  Position firstRetained(StreamRegistry registry) {
    Position first = Position.START;
    for (int stream : streams) {
      Position retained = registry.get(new StreamId(stream)).firstRetained();
      if (first.isBefore(retained)) {
        first = retained;
      }
    }
    return first;
  }

  /** Goes over to a segment; its index is not even looked at if it holds none of the streams. */
  void enter(Segment segment, SegmentList segments) {
    Arrays.fill(cursors, null);
    boolean any = false;
    for (int stream : streams) {
      any |= segment.mayHold(stream);
    }
    index = any ? segments.index(segment) : null;
  }

  /** The offset of the first frame at or after an offset that holds any of the streams, or -1. */
  int next(int least) {
    int next = -1;
    for (int i = 0; i < cursors.length; i++) {
      StreamFrames.Cursor cursor = cursor(i);
      int offset = cursor == null ? -1 : cursor.seek(least);
      if (offset >= 0 && (next < 0 || offset < next)) {
        next = offset;
      }
    }
    return next;
  }

  private StreamFrames.@Nullable Cursor cursor(int i) {
    StreamFrames.Cursor cursor = cursors[i];
    if (cursor == null && index != null) {
      StreamFrames frames = index.frames(streams[i]);
      if (frames != null) {
        cursor = frames.cursor();
        cursors[i] = cursor;
      }
    }
    return cursor;
  }
}
