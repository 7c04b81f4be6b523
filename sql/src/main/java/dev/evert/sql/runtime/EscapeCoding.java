package dev.evert.sql.runtime;

/** Bytes as text in the format escape: all but zero and those above 127 as they are. */
final class EscapeCoding {
  private EscapeCoding() {}

  static Slice encode(Slice bytes) {
    ByteOutput out = new ByteOutput(bytes.size());
    for (int i = 0; i < bytes.size(); i++) {
      int value = bytes.at(i) & 0xFF;
      if (value == 0 || value > 127) {
        out.put(Slice.of("\\" + value / 64 + value / 8 % 8 + value % 8));
      } else if (value == '\\') {
        out.put(Slice.of("\\\\"));
      } else {
        out.putCodePoint(value);
      }
    }
    return out.toSlice();
  }

  static Slice decode(Slice text) {
    byte[] bytes = new byte[text.size()];
    int size = 0;
    for (int at = 0; at < text.size(); ) {
      if (text.at(at) != '\\') {
        bytes[size++] = text.at(at++);
      } else if (at + 1 < text.size() && text.at(at + 1) == '\\') {
        bytes[size++] = '\\';
        at += 2;
      } else {
        bytes[size++] = octal(text, at + 1);
        at += 4;
      }
    }
    return Slice.of(bytes).part(0, size);
  }

  private static byte octal(Slice text, int from) {
    int value = 0;
    for (int i = from; i < from + 3; i++) {
      int digit = i < text.size() ? text.at(i) - '0' : -1;
      int most = i == from ? 3 : 7;
      if (digit < 0 || digit > most) {
        throw TextLimit.malformed("invalid input syntax for type bytea");
      }
      value = value * 8 + digit;
    }
    return (byte) value;
  }
}
