package dev.evert.benchmarks.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one file and syncs it once for all that was added meanwhile. Small writes go into space
 * that was written before, as syncing a file that does not grow is what costs least.
 */
final class LimitWriter implements AutoCloseable {
  private static final int GROUP_BYTES = 2 << 20;
  private static final int AHEAD_BYTES = 4 << 20;
  private static final int SMALL_BYTES = 64 << 10;

  private final FileChannel file;
  private final long intervalNanos;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Group filling = new Group();
  private Group spare = new Group();
  private long end;
  private long allocated;
  private boolean closed;
  private volatile @Nullable IOException failure;

  private static final class Group {
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(GROUP_BYTES);
    private final List<Runnable> acknowledgements = new ArrayList<>();
  }

  LimitWriter(Path path, Duration interval) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    intervalNanos = interval.toNanos();
    thread = Thread.ofPlatform().name("limit").start(this::run);
  }

  void add(byte[] bytes, int length, Runnable acknowledged) throws Exception {
    lock.lock();
    try {
      while (filling.bytes.remaining() < length && failure == null) {
        changed.await();
      }
      if (failure != null) {
        throw new IOException("The limit's file cannot be written", failure);
      }
      filling.bytes.put(bytes, 0, length);
      filling.acknowledgements.add(acknowledged);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      long started = System.nanoTime() - intervalNanos;
      while (awaitWork()) {
        pace(started);
        started = System.nanoTime();
        commit(take());
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      failure = new IOException(e);
    }
  }

  private void pace(long started) {
    long left = started + intervalNanos - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = started + intervalNanos - System.nanoTime();
    }
  }

  /** Waits for something to commit; false at the end. */
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (filling.acknowledgements.isEmpty() && !closed) {
        changed.await();
      }
      return !filling.acknowledgements.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private Group take() {
    lock.lock();
    try {
      Group taken = filling;
      filling = spare;
      spare = taken;
      changed.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void commit(Group group) throws IOException {
    ByteBuffer bytes = group.bytes.flip();
    int size = bytes.remaining();
    if (size < SMALL_BYTES && end + size > allocated) {
      allocated = end + AHEAD_BYTES;
      write(ByteBuffer.allocateDirect(AHEAD_BYTES), end);
    }
    write(bytes, end);
    file.force(false);
    end += size;
    group.acknowledgements.forEach(Runnable::run);
    group.acknowledgements.clear();
    bytes.clear();
  }

  private void write(ByteBuffer bytes, long from) throws IOException {
    for (long at = from; bytes.hasRemaining(); ) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a file was being written");
    }
    file.close();
  }
}
