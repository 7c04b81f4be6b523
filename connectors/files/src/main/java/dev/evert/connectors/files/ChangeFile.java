package dev.evert.connectors.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** The output file: appended to, cut where a crash left more than is known to be complete. */
final class ChangeFile implements Closeable {
  /** A lock of the operating system holds between processes only, not inside one. */
  private static final ReentrantLock INSIDE = new ReentrantLock();

  private final Path file;
  private final FileChannel channel;

  ChangeFile(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Something to do while no other process writes. */
  interface Exclusive<T> {
    T run() throws IOException;
  }

  /** Does something while no other process writes. */
  <T> T exclusively(Exclusive<T> step) throws IOException {
    INSIDE.lock();
    try (FileLock _ = channel.lock()) {
      return step.run();
    } finally {
      INSIDE.unlock();
    }
  }

  long lengthBytes() throws IOException {
    return channel.size();
  }

  /**
   * Cuts the file behind so many bytes. A file that has no line end there was changed by others and
   * is left as it is, for an audit to find out.
   */
  void truncate(long lengthBytes) throws IOException {
    if (channel.size() > lengthBytes && endsLine(lengthBytes)) {
      channel.truncate(lengthBytes);
      channel.force(true);
    }
  }

  private boolean endsLine(long lengthBytes) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return lengthBytes == 0 || (channel.read(last, lengthBytes - 1) == 1 && last.get(0) == '\n');
  }

  /** Appends lines; if that fails, nothing of them stays. */
  void append(byte[] bytes, int length) throws IOException {
    long start = channel.size();
    try {
      if (!endsLine(start)) {
        write(ByteBuffer.wrap(new byte[] {'\n'}), start);
      }
      write(ByteBuffer.wrap(bytes, 0, length), channel.size());
    } catch (IOException e) {
      channel.truncate(start);
      throw e;
    }
  }

  private void write(ByteBuffer bytes, long from) throws IOException {
    long at = from;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Makes all that was appended durable. */
  void force() throws IOException {
    channel.force(true);
    ProgressFile.syncDirectory(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
