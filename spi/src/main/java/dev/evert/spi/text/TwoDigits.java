package dev.evert.spi.text;

/** Appends numbers of dates and times. */
final class TwoDigits {
  private TwoDigits() {}

  static void append(int value, StringBuilder out) {
    out.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  /** A point and the digits of a part of a second, without zeros at the end; nothing for 0. */
  static void appendFraction(int micros, StringBuilder out) {
    if (micros == 0) {
      return;
    }
    out.append('.');
    int rest = micros;
    for (int unit = 100_000; rest > 0; unit /= 10) {
      out.append((char) ('0' + rest / unit));
      rest %= unit;
    }
  }
}
