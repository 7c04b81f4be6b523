package dev.evert.log.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a directory: a lock of the operating system on a file that names the holder's process
 * id. The operating system drops it when the process ends, however it ends.
 */
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "lock";

  private static final int MAX_PID_BYTES = 32;

  /**
   * Closing any channel of a file drops all of a process's locks on it, so a second attempt in this
   * process must be turned away before it opens the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  static DirectoryLock acquire(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw new DirectoryInUseException("this process");
    }
    boolean acquired = false;
    try {
      DirectoryLock lock = new DirectoryLock(real, open(real));
      lock.claim();
      acquired = true;
      return lock;
    } finally {
      if (!acquired) {
        HELD.remove(real);
      }
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(FILE),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private void claim() throws IOException {
    boolean claimed = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new DirectoryInUseException("process " + holder());
      }
      channel.truncate(0);
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      claimed = true;
    } finally {
      if (!claimed) {
        channel.close();
      }
    }
  }

  private String holder() throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(MAX_PID_BYTES);
    int read = channel.read(pid, 0);
    return read <= 0 ? "unknown" : new String(pid.array(), 0, read, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(directory);
  }
}
