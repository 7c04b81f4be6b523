package dev.evert.log;

import dev.evert.log.bytes.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Events to be appended together: after a crash all of them are in the log, at contiguous
 * positions, or none is.
 *
 * <p>A batch is filled, appended, cleared and filled again; it keeps its memory. {@link Log#append}
 * has copied the bytes when it returns, so the batch may be reused before the future completes. Not
 * safe for use by several threads at once.
 *
 * <p>Each event's leaf hash is computed as it is added, on the adding thread, so that producers
 * share that work.
 */
public final class EventBatch {
  /** Leaf hashes are SHA-256. */
  public static final int HASH_BYTES = 32;

  private static final int INITIAL_BYTES = 1024;
  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 64;
  private static final byte[] NO_BYTES = new byte[0];
  private static final long[] NO_CAUSES = new long[0];

  private final MessageDigest sha256 = sha256();
  private final CRC32C crc = new CRC32C();
  private final BatchChunks chunks = new BatchChunks();
  private byte[] bytes = new byte[INITIAL_BYTES];
  private byte[] hashes = new byte[HASH_BYTES];
  private int sizeBytes;
  private int count;
  private OperationId operationId = OperationId.NONE;
  private OperationId nextOperationId = OperationId.NONE;
  private long[] nextCauses = NO_CAUSES;

  /**
   * Makes this batch one operation: appending it again under the same id has no effect and gives
   * the original positions. Events added after this call carry the id, unless {@link
   * #withOperationId} says otherwise.
   */
  public EventBatch operationId(OperationId id) {
    operationId = id;
    nextOperationId = id;
    return this;
  }

  /** The next event added carries this id (or none), without making the append idempotent by it. */
  public EventBatch withOperationId(OperationId id) {
    nextOperationId = id;
    return this;
  }

  /**
   * The next event added was caused by the events at these positions.
   *
   * @throws IllegalArgumentException if there are more than {@link EventLayout#MAX_CAUSES}
   */
  public EventBatch withCauses(Position... causes) {
    if (causes.length > EventLayout.MAX_CAUSES) {
      throw new IllegalArgumentException(
          "An event has at most " + EventLayout.MAX_CAUSES + " causes, got " + causes.length);
    }
    nextCauses = new long[causes.length];
    Arrays.setAll(nextCauses, i -> causes[i].ordinal());
    return this;
  }

  /** Adds an event whose key and payload are whole arrays. */
  public EventBatch add(StreamId stream, long eventTimeMicros, byte[] key, byte[] payload) {
    return add(stream, eventTimeMicros, key, 0, key.length, payload, 0, payload.length);
  }

  /**
   * Adds an event.
   *
   * @param stream a stream of the log that the batch will be appended to
   * @param eventTimeMicros when it happened, in microseconds since 1970-01-01T00:00Z
   * @throws LogException with {@link LogError#BATCH_TOO_LARGE} if the batch outgrows an array
   */
  public EventBatch add(
      StreamId stream,
      long eventTimeMicros,
      byte[] key,
      int keyOffset,
      int keyLength,
      byte[] payload,
      int payloadOffset,
      int payloadLength) {
    int at = sizeBytes;
    int keyAt = begin(stream, eventTimeMicros, keyLength, payloadLength);
    System.arraycopy(key, keyOffset, bytes, keyAt, keyLength);
    System.arraycopy(payload, payloadOffset, bytes, keyAt + keyLength, payloadLength);
    end(at, keyAt + keyLength + payloadLength, stream.value());
    return this;
  }

  /** Adds an event whose key and payload are memory segments; see the variant with arrays. */
  public EventBatch add(
      StreamId stream, long eventTimeMicros, MemorySegment key, MemorySegment payload) {
    int keyLength = Math.toIntExact(key.byteSize());
    int payloadLength = Math.toIntExact(payload.byteSize());
    int at = sizeBytes;
    int keyAt = begin(stream, eventTimeMicros, keyLength, payloadLength);
    MemorySegment.copy(key, ValueLayout.JAVA_BYTE, 0, bytes, keyAt, keyLength);
    MemorySegment.copy(payload, ValueLayout.JAVA_BYTE, 0, bytes, keyAt + keyLength, payloadLength);
    end(at, keyAt + keyLength + payloadLength, stream.value());
    return this;
  }

  private int begin(StreamId stream, long eventTimeMicros, int keyLength, int payloadLength) {
    boolean operation = !nextOperationId.isNone();
    int causes = nextCauses.length;
    long size = EventLayout.sizeBytes(keyLength, payloadLength, operation, causes);
    reserve(size);
    EventLayout.putHeader(
        bytes,
        sizeBytes,
        stream.value(),
        eventTimeMicros,
        keyLength,
        payloadLength,
        operation,
        causes);
    int at = sizeBytes + EventLayout.HEADER_BYTES;
    if (operation) {
      LittleEndian.putLong(bytes, at, nextOperationId.high());
      LittleEndian.putLong(bytes, at + Long.BYTES, nextOperationId.low());
      at += 2 * Long.BYTES;
    }
    for (long cause : nextCauses) {
      LittleEndian.putLong(bytes, at, cause);
      at += Long.BYTES;
    }
    return at;
  }

  private void end(int start, int end, int stream) {
    if (hashes.length < (count + 1) * HASH_BYTES) {
      hashes = Arrays.copyOf(hashes, hashes.length * 2);
    }
    try {
      sha256.update(bytes, start, end - start);
      sha256.digest(hashes, count * HASH_BYTES, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    chunks.add(start, end, stream);
    sizeBytes = end;
    count++;
    nextOperationId = operationId;
    nextCauses = NO_CAUSES;
  }

  private void reserve(long more) {
    long needed = sizeBytes + more;
    if (needed > MAX_ARRAY_BYTES) {
      throw new LogException(
          LogError.BATCH_TOO_LARGE,
          "A batch would hold " + needed + " bytes; at most " + MAX_ARRAY_BYTES + " fit.");
    }
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(MAX_ARRAY_BYTES, Math.max(needed, bytes.length * 2L)));
    }
  }

  /** Removes all events and the operation id; keeps the memory. */
  public void clear() {
    sizeBytes = 0;
    count = 0;
    chunks.clear();
    operationId = OperationId.NONE;
    nextOperationId = OperationId.NONE;
    nextCauses = NO_CAUSES;
  }

  /** The number of events. */
  public int count() {
    return count;
  }

  /** The bytes of all events, which a log adds little to. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Whether there are no events. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The operation that this batch is, or {@link OperationId#NONE}. */
  public OperationId operationId() {
    return operationId;
  }

  /** The events one after the other, as {@link EventLayout}; for implementations of {@link Log}. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The leaf hashes of the events, {@link #HASH_BYTES} each; for implementations of {@link Log}.
   */
  public byte[] leafHashes() {
    return hashes;
  }

  /**
   * The events cut into pieces, with their checksums; for implementations of {@link Log}. The first
   * piece's checksum starts with {@link #operationBytes}.
   */
  public BatchChunks check() {
    chunks.check(crc, operationBytes(), bytes);
    return chunks;
  }

  /** The operation id, 16 bytes in little-endian order; no bytes without one. */
  public byte[] operationBytes() {
    if (operationId.isNone()) {
      return NO_BYTES;
    }
    byte[] id = new byte[2 * Long.BYTES];
    LittleEndian.putLong(id, 0, operationId.high());
    LittleEndian.putLong(id, Long.BYTES, operationId.low());
    return id;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
