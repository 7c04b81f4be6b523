package dev.evert.dataflow.arrangement;

/** Numbers of varying length: 7 bits a byte, the least significant first. */
public final class Varints {
  private static final int PAYLOAD_BITS = 7;
  private static final int PAYLOAD = 0x7F;
  private static final int MORE = 0x80;

  private Varints() {}

  /** Writes a number; returns where it ends. */
  public static int put(byte[] bytes, int at, long value) {
    long rest = value;
    int next = at;
    while ((rest & ~PAYLOAD) != 0) {
      bytes[next++] = (byte) ((rest & PAYLOAD) | MORE);
      rest >>>= PAYLOAD_BITS;
    }
    bytes[next++] = (byte) rest;
    return next;
  }

  /** Reads a number. */
  public static long get(byte[] bytes, int at) {
    long value = 0;
    int shift = 0;
    int next = at;
    while (bytes[next] < 0) {
      value |= (long) (bytes[next++] & PAYLOAD) << shift;
      shift += PAYLOAD_BITS;
    }
    return value | (long) bytes[next] << shift;
  }

  /** How many bytes a number takes. */
  public static int size(long value) {
    return (Long.SIZE - Long.numberOfLeadingZeros(value | 1) + PAYLOAD_BITS - 1) / PAYLOAD_BITS;
  }

  /** How many bytes the number takes that starts here. */
  public static int length(byte[] bytes, int at) {
    int next = at;
    while (bytes[next] < 0) {
      next++;
    }
    return next - at + 1;
  }

  /** Makes numbers near zero of either sign short. */
  public static long zigzag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  /** The number that {@link #zigzag} made this one of. */
  public static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
