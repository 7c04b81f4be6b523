package dev.evert.log;

import dev.evert.log.bytes.LittleEndian;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A window on an event's bytes. A reader moves one view from event to event; what it showed before,
 * and arrays got from {@link #array()}, are valid only until the reader moves. Key and payload are
 * slices of {@link #array()}.
 */
public final class EventView {
  private byte[] array = new byte[0];
  private int at;
  private int keyOffset;
  private int keyLength;
  private int payloadLength;
  private long ordinal;
  private long appendTimeMicros;

  /** A view of nothing; for implementations of {@link Log}. */
  public EventView() {}

  /**
   * Moves the view; for implementations of {@link Log}.
   *
   * @param ordinal the event's position
   * @param appendTimeMicros when the log wrote it
   * @param array holds the event as {@link EventLayout} describes
   * @param at where in the array
   */
  public void show(long ordinal, long appendTimeMicros, byte[] array, int at) {
    this.ordinal = ordinal;
    this.appendTimeMicros = appendTimeMicros;
    this.array = array;
    this.at = at;
    this.keyOffset = EventLayout.keyOffset(array, at);
    this.keyLength = EventLayout.keyLength(array, at);
    this.payloadLength = EventLayout.payloadLength(array, at);
  }

  /** Where the event stands in the log. */
  public Position position() {
    return Position.ofOrdinal(ordinal);
  }

  /** {@link Position#version()} of the event's position, without making an object. */
  public long version() {
    return ordinal;
  }

  /** The number of the stream that the event belongs to. */
  public int stream() {
    return EventLayout.stream(array, at);
  }

  /** When it happened, in microseconds since 1970-01-01T00:00Z, as its producer said. */
  public long eventTimeMicros() {
    return EventLayout.eventTimeMicros(array, at);
  }

  /** When the log wrote it, in microseconds since 1970-01-01T00:00Z; not part of the tree. */
  public long appendTimeMicros() {
    return appendTimeMicros;
  }

  /** The array that holds key and payload. */
  public byte[] array() {
    return array;
  }

  /** Where in {@link #array()} the key starts. */
  public int keyOffset() {
    return keyOffset;
  }

  /** The number of bytes of the key. */
  public int keyLength() {
    return keyLength;
  }

  /** Where in {@link #array()} the payload starts. */
  public int payloadOffset() {
    return keyOffset + keyLength;
  }

  /** The number of bytes of the payload. */
  public int payloadLength() {
    return payloadLength;
  }

  /** A copy of the key. */
  public byte[] key() {
    return Arrays.copyOfRange(array, keyOffset, keyOffset + keyLength);
  }

  /** A copy of the payload. */
  public byte[] payload() {
    return Arrays.copyOfRange(array, payloadOffset(), payloadOffset() + payloadLength);
  }

  /** The key as a slice without a copy. */
  public MemorySegment keySegment() {
    return MemorySegment.ofArray(array).asSlice(keyOffset, keyLength).asReadOnly();
  }

  /** The payload as a slice without a copy. */
  public MemorySegment payloadSegment() {
    return MemorySegment.ofArray(array).asSlice(payloadOffset(), payloadLength).asReadOnly();
  }

  /** Whether the event carries an operation id. */
  public boolean hasOperationId() {
    return EventLayout.hasOperation(array, at);
  }

  /** The operation that the event belongs to, or {@link OperationId#NONE}. */
  public OperationId operationId() {
    return hasOperationId() ? new OperationId(operationHigh(), operationLow()) : OperationId.NONE;
  }

  /** The first 64 bits of the operation id; 0 without one. */
  public long operationHigh() {
    return hasOperationId() ? LittleEndian.getLong(array, EventLayout.operationOffset(at)) : 0;
  }

  /** The last 64 bits of the operation id; 0 without one. */
  public long operationLow() {
    return hasOperationId()
        ? LittleEndian.getLong(array, EventLayout.operationOffset(at) + Long.BYTES)
        : 0;
  }

  /** How many events caused this one. */
  public int causeCount() {
    return EventLayout.causeCount(array, at);
  }

  /** The position of a cause, counted from 0. */
  public Position cause(int index) {
    if (index < 0 || index >= causeCount()) {
      throw new IndexOutOfBoundsException(
          "Cause " + index + " of an event with " + causeCount() + " causes");
    }
    return Position.ofOrdinal(
        LittleEndian.getLong(array, EventLayout.causesOffset(array, at) + index * Long.BYTES));
  }

  /** A copy of the whole event as {@link EventLayout}: what its leaf hash is computed from. */
  public byte[] leafBytes() {
    return Arrays.copyOfRange(array, at, payloadOffset() + payloadLength);
  }
}
