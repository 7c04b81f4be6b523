package dev.evert.log.journal;

import java.util.Arrays;

/** The distinct streams of a frame, of which there are few. */
final class FrameStreams {
  private int[] streams = new int[4];
  private int count;

  /** Adds a stream; false if it was there. */
  boolean add(int stream) {
    for (int i = count - 1; i >= 0; i--) {
      if (streams[i] == stream) {
        return false;
      }
    }
    if (count == streams.length) {
      streams = Arrays.copyOf(streams, count * 2);
    }
    streams[count++] = stream;
    return true;
  }
}
