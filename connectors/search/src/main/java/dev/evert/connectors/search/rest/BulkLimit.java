package dev.evert.connectors.search.rest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How large bulk requests are made: half as large when the server says that it is too much, and
 * then slowly larger again. Used by all threads of a sink.
 */
final class BulkLimit {
  /** Below this a smaller request helps no server. */
  static final int LEAST_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 1 << 20;

  private final int mostBytes;
  private final AtomicInteger bytes;
  private final AtomicLong serverBytes = new AtomicLong(ServerLimit.USUAL_BYTES);

  BulkLimit(int mostBytes) {
    this.mostBytes = mostBytes;
    this.bytes = new AtomicInteger(Math.min(FIRST_BYTES, mostBytes));
  }

  int bytes() {
    return bytes.get();
  }

  /** The server takes requests of so many bytes and no more. */
  void server(long mostBytesTaken) {
    serverBytes.set(mostBytesTaken);
  }

  /** Whether the server would not even read a request. */
  boolean isBeyondServer(long requestBytes) {
    return requestBytes > serverBytes.get();
  }

  void shrink() {
    bytes.updateAndGet(now -> Math.max(LEAST_BYTES, now / 2));
  }

  void grow() {
    bytes.updateAndGet(now -> Math.min(mostBytes, now + now / 8));
  }
}
