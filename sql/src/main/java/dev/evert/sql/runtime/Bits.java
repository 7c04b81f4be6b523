package dev.evert.sql.runtime;

/** Bitwise operators of int2, int4 and int8; shifts count modulo the width, as PostgreSQL's do. */
public final class Bits {
  private Bits() {}

  /** The bits that both have. */
  public static short and(short left, short right) {
    return (short) (left & right);
  }

  /** The bits that both have. */
  public static int and(int left, int right) {
    return left & right;
  }

  /** The bits that both have. */
  public static long and(long left, long right) {
    return left & right;
  }

  /** The bits that either has. */
  public static short or(short left, short right) {
    return (short) (left | right);
  }

  /** The bits that either has. */
  public static int or(int left, int right) {
    return left | right;
  }

  /** The bits that either has. */
  public static long or(long left, long right) {
    return left | right;
  }

  /** The bits that just one has. */
  public static short xor(short left, short right) {
    return (short) (left ^ right);
  }

  /** The bits that just one has. */
  public static int xor(int left, int right) {
    return left ^ right;
  }

  /** The bits that just one has. */
  public static long xor(long left, long right) {
    return left ^ right;
  }

  /** The bits that it has not. */
  public static short not(short value) {
    return (short) ~value;
  }

  /** The bits that it has not. */
  public static int not(int value) {
    return ~value;
  }

  /** The bits that it has not. */
  public static long not(long value) {
    return ~value;
  }

  /** Shifted to the left; PostgreSQL computes it in 32 bits. */
  public static short shiftLeft(short value, int count) {
    return (short) (value << count);
  }

  /** Shifted to the left. */
  public static int shiftLeft(int value, int count) {
    return value << count;
  }

  /** Shifted to the left. */
  public static long shiftLeft(long value, int count) {
    return value << count;
  }

  /** Shifted to the right; the sign stays. */
  public static short shiftRight(short value, int count) {
    return (short) (value >> count);
  }

  /** Shifted to the right; the sign stays. */
  public static int shiftRight(int value, int count) {
    return value >> count;
  }

  /** Shifted to the right; the sign stays. */
  public static long shiftRight(long value, int count) {
    return value >> count;
  }
}
