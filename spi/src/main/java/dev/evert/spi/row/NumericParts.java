package dev.evert.spi.row;

/**
 * The parts of a numeric, as they lie in a row: to compute with it without making an object of it.
 * Refers to the row's bytes, which must not change meanwhile. Can be set again. One thread.
 */
public final class NumericParts {
  private byte[] bytes = {};
  private int at;
  private int end;
  private int mask;

  void set(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.mask = bytes[at] == RowFormat.NUMERIC_NEGATIVE ? 0xFFFF : 0;
  }

  /** Whether it is a number, not one of the special values. */
  public boolean isFinite() {
    return bytes[at] >= RowFormat.NUMERIC_NEGATIVE && bytes[at] <= RowFormat.NUMERIC_POSITIVE;
  }

  /** Whether it is a number below zero. */
  public boolean isNegative() {
    return mask != 0;
  }

  /** The number of base-10000 digits; 0 for zero and for the special values. */
  public int count() {
    return NumericDigits.count(at, end);
  }

  /** The exponent of the first digit, in powers of 10000. */
  public int weight() {
    return NumericDigits.weight(bytes, at);
  }

  /** A base-10000 digit, the first one is 0. */
  public int digit(int i) {
    return NumericDigits.digit(bytes, at + 3 + 2 * i, mask);
  }

  /** How many digits are shown after the point. */
  public int scale() {
    return NumericDigits.scale(bytes, end);
  }
}
