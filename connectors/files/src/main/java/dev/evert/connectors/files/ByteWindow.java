package dev.evert.connectors.files;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

/**
 * A part of a file's bytes that moves on as they are used: those from {@link #start} to {@link
 * #limit} are there and unused. A little of what was used stays, for {@link #check}.
 */
final class ByteWindow implements Closeable {
  private static final int FIRST_BYTES = 1 << 20;
  private static final int CHECKED_BYTES = 1024;
  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final CountingStream counted;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int start;
  private int limit;
  private long startOffset;
  private boolean ended;

  /** Opens the file; text that is compressed is uncompressed on the way. */
  ByteWindow(Path file) throws IOException {
    this.file = file;
    counted = new CountingStream(Files.newInputStream(file));
    InputStream raw = counted;
    if (FileFormat.gzipped(file) && Files.size(file) > 0) {
      try {
        raw = new GZIPInputStream(raw, GZIP_BUFFER_BYTES);
      } catch (IOException e) {
        raw.close();
        throw e;
      }
    }
    in = raw;
  }

  /**
   * Moves on to a place where an earlier run was.
   *
   * @throws dev.evert.spi.error.EvertException if the file is shorter now or other bytes come
   *     before that place
   */
  void resume(long offset, int check) throws IOException {
    int kept = (int) Math.min(CHECKED_BYTES, offset);
    try {
      in.skipNBytes(offset - kept);
      limit = in.readNBytes(bytes, 0, kept);
    } catch (EOFException _) {
      limit = -1;
    }
    start = Math.max(limit, 0);
    startOffset = offset;
    if (limit != kept || check != check()) {
      throw FileFailure.bad(
          file,
          "was changed since it was read up to byte " + offset,
          "Put new rows into new files, or at the end; to read it anew, drop the pipe.");
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int limit() {
    return limit;
  }

  /** The place of {@link #start} in the uncompressed file. */
  long offset() {
    return startOffset;
  }

  /** Whether no bytes come after {@link #limit}. */
  boolean ended() {
    return ended;
  }

  /** How many bytes of the file on disk were read. */
  long bytesRead() {
    return counted.count();
  }

  /** Uses the bytes before {@code index}. */
  void use(int index) {
    startOffset += index - start;
    start = index;
  }

  /** Makes more bytes available behind {@link #limit}; those before may move to other indexes. */
  void more() throws IOException {
    int kept = Math.min(start, CHECKED_BYTES);
    if (start - kept > bytes.length / 2) {
      System.arraycopy(bytes, start - kept, bytes, 0, kept + limit - start);
      limit -= start - kept;
      start = kept;
    } else if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, limit, bytes.length - limit);
    if (read < 0) {
      ended = true;
    } else {
      limit += read;
    }
  }

  /** A checksum of the bytes just before {@link #start}. */
  int check() {
    int kept = (int) Math.min(Math.min(start, CHECKED_BYTES), startOffset);
    CRC32C crc = new CRC32C();
    crc.update(bytes, start - kept, kept);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
