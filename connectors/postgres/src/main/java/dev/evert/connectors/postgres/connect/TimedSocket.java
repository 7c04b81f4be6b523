package dev.evert.connectors.postgres.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A socket on which one can wait for bytes for a limited time and without reading them: the driver
 * can either block in a read, holding the lock that a write needs, or ask again and again.
 *
 * <p>It also reads ahead, in larger pieces than the driver asks for. One thread reads; any may
 * write or close.
 */
public final class TimedSocket extends Socket {
  private static final int READ_AHEAD_BYTES = 1 << 16;

  /** The driver waits so long where it only wants to know whether there is anything to read. */
  private static final int PEEK_MILLIS = 1;

  private @Nullable ReadAhead input;
  private volatile boolean peeking;

  @Override
  public synchronized InputStream getInputStream() throws IOException {
    ReadAhead made = input;
    if (made == null) {
      made = new ReadAhead(super.getInputStream());
      input = made;
    }
    return made;
  }

  @Override
  public synchronized void setSoTimeout(int millis) throws SocketException {
    super.setSoTimeout(millis);
    peeking = millis == PEEK_MILLIS;
  }

  /**
   * Waits until at least one byte, or the end, can be read without blocking.
   *
   * @return false if nothing came in {@code limitMillis}, which is more than 0
   */
  public boolean awaitReadable(int limitMillis) throws IOException {
    ReadAhead stream = (ReadAhead) getInputStream();
    if (stream.buffered() > 0) {
      return true;
    }
    int before = getSoTimeout();
    setSoTimeout(limitMillis);
    try {
      stream.fill();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      if (!isClosed()) {
        setSoTimeout(before);
      }
    }
  }

  /**
   * What was read and not yet asked for.
   *
   * <p>A server sends each change in a packet of its own. Whoever reads them as fast as they come
   * spends more on calls of the system than on the changes, so a stream of small pieces is left to
   * gather for a moment.
   */
  private final class ReadAhead extends InputStream {
    private static final int SMALL_BYTES = READ_AHEAD_BYTES / 2;
    private static final int SMALL_READS = 8;
    private static final long GATHER_NANOS = 50_000;
    private static final long QUIET_NANOS = 100_000;

    private final InputStream in;
    private final byte[] bytes = new byte[READ_AHEAD_BYTES];
    private int smallReads;
    private int at;
    private int end;
    private boolean ended;

    ReadAhead(InputStream in) {
      this.in = in;
    }

    int buffered() {
      return ended ? 1 : end - at;
    }

    void fill() throws IOException {
      if (smallReads >= SMALL_READS) {
        LockSupport.parkNanos(GATHER_NANOS);
      }
      at = 0;
      end = 0;
      long begin = System.nanoTime();
      int count = in.read(bytes, 0, bytes.length);
      boolean small = count < SMALL_BYTES && System.nanoTime() - begin < QUIET_NANOS;
      smallReads = small ? smallReads + 1 : 0;
      if (count < 0) {
        ended = true;
      } else {
        end = count;
      }
    }

    /** Who only looks is answered at once: what was read may be all there is for now. */
    private void peek() throws IOException {
      if (peeking && in.available() == 0) {
        throw new SocketTimeoutException("there is nothing to read now");
      }
    }

    @Override
    public int read() throws IOException {
      if (at == end && !ended) {
        peek();
        fill();
      }
      return at == end ? -1 : bytes[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == end && !ended) {
        peek();
        if (length >= bytes.length) {
          return in.read(target, offset, length);
        }
        fill();
      }
      if (at == end) {
        return -1;
      }
      int count = Math.min(length, end - at);
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() throws IOException {
      return end - at > 0 ? end - at : in.available();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
