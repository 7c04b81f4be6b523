package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.bytes.LittleEndian;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/**
 * Reads durable frames of segments into an array, many at a time, and checks each when it is asked
 * for. Belongs to one thread.
 */
final class FrameBuffer implements AutoCloseable {
  private final LogFiles files;
  private final Checksum checksum = new Checksum();
  private byte[] bytes;
  private @Nullable Segment segment;
  private @Nullable LogFile file;
  private int start;
  private int length;

  FrameBuffer(LogFiles files, int readAheadBytes) {
    this.files = files;
    this.bytes = new byte[readAheadBytes];
  }

  /** The array that {@link #load} gives indexes into; another one after each load. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * Finds the frame at an offset, whole and intact.
   *
   * @param limit the segment's durable bytes
   * @param position for messages: what is expected there
   * @return the frame's index in {@link #bytes}
   */
  int load(Segment from, int offset, int limit, long position) {
    if (segment != from) {
      close();
      segment = from;
      checksum.enter(from.header().logId(), from.firstPosition());
    }
    require(from, offset, Frame.HEADER_BYTES, limit, position);
    int at = offset - start;
    if (!Frame.headerIntact(bytes, at, checksum)) {
      throw corrupt(from, offset, position, "an intact frame header", describeHeader(at));
    }
    require(from, offset, Frame.sizeBytes(bytes, at), limit, position);
    at = offset - start;
    if (!Frame.bodyIntact(bytes, at, checksum)) {
      throw corrupt(from, offset, position, expectedBody(at), foundBody(at));
    }
    return at;
  }

  private void require(Segment from, int offset, int size, int limit, long position) {
    if (offset >= start && offset + (long) size <= start + (long) length) {
      return;
    }
    if (offset + (long) size > limit) {
      throw corrupt(
          from,
          offset,
          position,
          "a frame that ends at most at offset " + limit,
          "one that ends at " + (offset + (long) size));
    }
    if (size > bytes.length) {
      bytes = new byte[size];
    }
    start = offset;
    int wanted = Math.min(bytes.length, limit - offset);
    length = read(from, offset, wanted);
    if (length < size) {
      throw corrupt(
          from, offset, position, size + " bytes", length + " bytes before the end of the file");
    }
  }

  private int read(Segment from, int offset, int wanted) {
    try {
      LogFile open = file;
      if (open == null) {
        open = files.openForReading(from.fileName());
        file = open;
      }
      return open.readFully(ByteBuffer.wrap(bytes, 0, wanted), offset);
    } catch (NoSuchFileException e) {
      throw new SegmentReplacedException(path(from), e);
    } catch (ClosedChannelException e) {
      throw new LogException(LogError.CLOSED, "The reader was closed while it read", e);
    } catch (IOException e) {
      throw IoFailure.of("read events", path(from), e);
    }
  }

  private String path(Segment of) {
    return files.directory() + "/" + of.fileName();
  }

  /** Releases the file; a load opens it again. */
  @Override
  public void close() {
    LogFile open = file;
    Segment of = segment;
    segment = null;
    file = null;
    start = 0;
    length = 0;
    if (open != null && of != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw IoFailure.of("close a segment", path(of), e);
      }
    }
  }

  private LogException corrupt(
      Segment from, int offset, long position, String expected, String found) {
    return Corruption.at(path(from), offset, position, expected, found);
  }

  private String describeHeader(int at) {
    return "header checksum "
        + Integer.toHexString(LittleEndian.getInt(bytes, at + Frame.HEADER_CHECKSUM))
        + " over bytes with checksum "
        + Integer.toHexString(checksum.ofHeader(bytes, at));
  }

  private String expectedBody(int at) {
    return "a body with checksum "
        + Integer.toHexString(LittleEndian.getInt(bytes, at + Frame.BODY_CHECKSUM));
  }

  private String foundBody(int at) {
    int body = Frame.bodyBytes(bytes, at);
    return Integer.toHexString(checksum.ofBody(bytes, at + Frame.HEADER_BYTES, body))
        + ", end mark "
        + Integer.toHexString(LittleEndian.getInt(bytes, at + Frame.HEADER_BYTES + body));
  }
}
