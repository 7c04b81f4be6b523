package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import java.util.Arrays;

/** Reads the text of an array and writes its elements on the way. */
final class ArrayParser {
  private static final int MAX_DIMENSIONS = 6;
  private static final int UNKNOWN = -1;

  private final Type element;
  private final String text;
  private final RowWriter out;
  private final char delimiter;
  private final int[] lengths = new int[MAX_DIMENSIONS];
  private final StringBuilder value = new StringBuilder();
  private int[] declared = new int[0];
  private int[] lowerBounds = new int[0];
  private int dimensions;
  private int leafLevel = UNKNOWN;
  private int at;

  ArrayParser(Type element, String text, RowWriter out) {
    this.element = element;
    this.text = text;
    this.out = out;
    this.delimiter = ArrayText.delimiter(element);
    Arrays.fill(lengths, UNKNOWN);
  }

  void parse() {
    skipBlanks();
    if (peek() == '[') {
      bounds();
    }
    if (peek() != '{') {
      throw malformed("array value must start with \"{\" or dimension information");
    }
    out.beginArray();
    int elementsFrom = out.size();
    level(0);
    skipBlanks();
    if (at < text.length()) {
      throw malformed("junk after closing right brace");
    }
    finish(out.size() == elementsFrom);
  }

  private void finish(boolean empty) {
    if (empty) {
      if (declared.length > 0) {
        throw malformed("specified array dimensions do not match array contents");
      }
      out.endArray(new int[0], new int[0]);
      return;
    }
    int[] found = Arrays.copyOf(lengths, dimensions);
    if (declared.length > 0 && !Arrays.equals(declared, found)) {
      throw malformed("specified array dimensions do not match array contents");
    }
    int[] lower = lowerBounds;
    if (declared.length == 0) {
      lower = new int[dimensions];
      Arrays.fill(lower, 1);
    }
    out.endArray(found, lower);
  }

  /** {@code [lower:upper]…=} or {@code [length]…=}. */
  private void bounds() {
    while (peek() == '[') {
      at++;
      long lower = 1;
      long upper = bound();
      if (peek() == ':') {
        at++;
        lower = upper;
        upper = bound();
      }
      expect(']');
      if (declared.length == MAX_DIMENSIONS
          || upper < lower
          || upper - lower >= Integer.MAX_VALUE) {
        throw malformed("bad array bounds");
      }
      declared = Arrays.copyOf(declared, declared.length + 1);
      lowerBounds = Arrays.copyOf(lowerBounds, declared.length);
      declared[declared.length - 1] = (int) (upper - lower + 1);
      lowerBounds[declared.length - 1] = (int) lower;
      skipBlanks();
    }
    expect('=');
    skipBlanks();
  }

  private long bound() {
    int from = at;
    if (peek() == '-' || peek() == '+') {
      at++;
    }
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    try {
      return Integer.parseInt(text, from, at, 10);
    } catch (NumberFormatException _) {
      throw malformed("missing array dimension value, or one out of range");
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw malformed("missing \"" + c + "\"");
    }
    at++;
  }

  /** Reads a brace with all that it holds; returns whether it holds any element. */
  private boolean level(int level) {
    if (level == MAX_DIMENSIONS) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED,
          "number of array dimensions exceeds the maximum allowed (" + MAX_DIMENSIONS + ")");
    }
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return note(level, 0);
    }
    int count = 0;
    boolean any = false;
    while (true) {
      any |= item(level);
      count++;
      skipBlanks();
      char next = peek();
      at++;
      if (next == '}') {
        note(level, count);
        return any;
      }
      if (next != delimiter) {
        throw malformed(at > text.length() ? "unexpected end of input" : "unexpected character");
      }
      skipBlanks();
    }
  }

  private boolean item(int level) {
    if (peek() == '{') {
      if (leafLevel != UNKNOWN && level >= leafLevel) {
        throw irregular();
      }
      return level(level + 1);
    }
    if (level + 1 < MAX_DIMENSIONS && lengths[level + 1] != UNKNOWN) {
      throw irregular();
    }
    if (leafLevel == UNKNOWN) {
      leafLevel = level;
      dimensions = level + 1;
    } else if (leafLevel != level) {
      throw irregular();
    }
    element();
    return true;
  }

  private boolean note(int level, int count) {
    if (lengths[level] != UNKNOWN && lengths[level] != count) {
      throw irregular();
    }
    lengths[level] = count;
    return false;
  }

  private void element() {
    value.setLength(0);
    boolean plain = true;
    if (peek() == '"') {
      plain = false;
      quoted();
    } else {
      plain = bare();
    }
    if (plain && value.length() == 4 && value.toString().equalsIgnoreCase("null")) {
      out.putNull();
    } else {
      TextFormat.parse(element, value.toString(), out);
    }
  }

  private void quoted() {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      value.append(c);
    }
    throw malformed("unexpected end of input");
  }

  /** Returns whether no character was escaped: only then may the word be NULL. */
  private boolean bare() {
    boolean plain = true;
    int keep = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == delimiter || c == '}') {
        break;
      }
      if (c == '{' || c == '"') {
        throw malformed("unexpected \"" + c + "\" character");
      }
      at++;
      if (c == '\\' && at < text.length()) {
        value.append(text.charAt(at++));
        plain = false;
        keep = value.length();
      } else {
        value.append(c);
        keep = Blank.is(c) ? keep : value.length();
      }
    }
    value.setLength(keep);
    if (keep == 0) {
      throw malformed("unexpected \"" + peek() + "\" character");
    }
    return plain;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && Blank.is(text.charAt(at))) {
      at++;
    }
  }

  private EvertException irregular() {
    return malformed("multidimensional arrays must have sub-arrays with matching dimensions");
  }

  private EvertException malformed(String detail) {
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "malformed array literal: \"" + Invalid.cut(text) + "\" (" + detail + ")");
  }
}
