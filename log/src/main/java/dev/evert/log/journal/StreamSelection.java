package dev.evert.log.journal;

import dev.evert.log.StreamId;
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
  private @Nullable Segment segment;

  StreamSelection(Collection<StreamId> chosen) {
    streams = chosen.stream().mapToInt(StreamId::value).distinct().toArray();
    int largest = 0;
    for (int stream : streams) {
      largest = Math.max(largest, stream);
    }
    members = new boolean[largest + 1];
    for (int stream : streams) {
      members[stream] = true;
    }
    cursors = new StreamFrames.@Nullable Cursor[streams.length];
  }

  boolean contains(int stream) {
    return stream < members.length && members[stream];
  }

  void enter(Segment entered) {
    segment = entered;
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = null;
    }
  }

  /**
   * The offset of the first frame at or after an offset that holds any of the streams, or -1 if
   * there is none yet.
   */
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
    if (cursor == null && segment != null) {
      StreamFrames frames = segment.index().frames(streams[i]);
      if (frames != null) {
        cursor = frames.cursor();
        cursors[i] = cursor;
      }
    }
    return cursor;
  }
}
