package dev.evert.spi.row;

/**
 * The form of a jsonb value for keys: its numbers without zeros at the end of their fractions, as
 * jsonb calls 1.0 and 1.00 equal. The bytes are those of a field in {@link RowFormat}, escapes and
 * all, since no digit, quote or backslash is ever escaped.
 */
final class JsonbKey {
  private JsonbKey() {}

  /** Copies the field in {@code bytes[from, to)}. */
  static void copy(byte[] bytes, int from, int to, RowWriter out) {
    int start = out.reserve(to - from);
    byte[] target = out.buffer();
    int size = start;
    boolean inString = false;
    int fraction = -1;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      boolean digit = c >= '0' && c <= '9';
      if (fraction >= 0 && !digit) {
        size = withoutZeros(target, fraction, size);
        fraction = -1;
      }
      if (c == '.' && !inString) {
        fraction = size;
      }
      if (inString && c == '\\') {
        target[size++] = c;
        c = bytes[++i];
      } else if (c == '"') {
        inString = !inString;
      }
      target[size++] = c;
    }
    out.truncate(size);
  }

  /** Cuts zeros, and the point if no digit is left behind it. */
  private static int withoutZeros(byte[] target, int point, int end) {
    int size = end;
    while (target[size - 1] == '0') {
      size--;
    }
    return size - 1 == point ? point : size;
  }
}
