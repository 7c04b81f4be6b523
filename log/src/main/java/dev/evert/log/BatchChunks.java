package dev.evert.log;

import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A batch cut into chunks of about {@value #TARGET_BYTES} bytes, each with the set of its streams.
 * A chunk is what a log checks with one checksum and indexes with one entry per stream, so a reader
 * of one stream reads at most one chunk for an event. For implementations of {@link Log}.
 */
public final class BatchChunks {
  /** A chunk that has reached this size takes no more events. */
  public static final int TARGET_BYTES = 64 * 1024;

  /** A chunk holds events of at most this many streams. */
  public static final int MAX_STREAMS = 32;

  private int count;
  private int[] ends = new int[1];
  private int[] events = new int[1];
  private int[] checksums = new int[1];
  private int[] streamEnds = new int[1];
  private int[] streams = new int[4];
  private int chunkStart;

  void clear() {
    count = 0;
    chunkStart = 0;
  }

  void add(int start, int end, int stream) {
    if (count == 0 || start - chunkStart >= TARGET_BYTES || !addStream(stream)) {
      open(start, stream);
    }
    ends[count - 1] = end;
    events[count - 1]++;
  }

  private void open(int start, int stream) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      events = Arrays.copyOf(events, count * 2);
      checksums = Arrays.copyOf(checksums, count * 2);
      streamEnds = Arrays.copyOf(streamEnds, count * 2);
    }
    chunkStart = start;
    events[count] = 0;
    streamEnds[count] = firstStream(count);
    count++;
    append(stream);
  }

  private boolean addStream(int stream) {
    int from = firstStream(count - 1);
    int to = streamEnds[count - 1];
    for (int i = to - 1; i >= from; i--) {
      if (streams[i] == stream) {
        return true;
      }
    }
    if (to - from == MAX_STREAMS) {
      return false;
    }
    append(stream);
    return true;
  }

  private void append(int stream) {
    int at = streamEnds[count - 1];
    if (at == streams.length) {
      streams = Arrays.copyOf(streams, at * 2);
    }
    streams[at] = stream;
    streamEnds[count - 1] = at + 1;
  }

  /** The number of chunks. */
  public int count() {
    return count;
  }

  /** The index in the batch's bytes at which a chunk starts. */
  public int start(int chunk) {
    return chunk == 0 ? 0 : ends[chunk - 1];
  }

  /** The index in the batch's bytes after a chunk's last event. */
  public int end(int chunk) {
    return ends[chunk];
  }

  /** The number of events in a chunk. */
  public int events(int chunk) {
    return events[chunk];
  }

  /**
   * Computes {@link #checksum} of every chunk.
   *
   * @param crc is reset for each chunk
   * @param prefix goes before the first chunk's events
   * @param bytes the batch's bytes
   */
  void check(CRC32C crc, byte[] prefix, byte[] bytes) {
    for (int chunk = 0; chunk < count; chunk++) {
      crc.reset();
      if (chunk == 0) {
        crc.update(prefix);
      }
      crc.update(bytes, start(chunk), end(chunk) - start(chunk));
      checksums[chunk] = (int) crc.getValue();
    }
  }

  /**
   * The CRC32C of a chunk's events, the first one's after the operation id if the batch has one.
   */
  public int checksum(int chunk) {
    return checksums[chunk];
  }

  /** The index of a chunk's first stream; see {@link #stream}. */
  public int firstStream(int chunk) {
    return chunk == 0 ? 0 : streamEnds[chunk - 1];
  }

  /** The index after a chunk's last stream. */
  public int endStream(int chunk) {
    return streamEnds[chunk];
  }

  /**
   * The number of the stream at an index from {@link #firstStream} to before {@link #endStream}.
   */
  public int stream(int index) {
    return streams[index];
  }
}
