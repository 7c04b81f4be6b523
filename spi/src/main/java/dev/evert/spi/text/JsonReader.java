package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON (RFC 8259, nothing beyond it) from UTF-8 bytes, value after value, without building a
 * tree. The caller follows the structure:
 *
 * <pre>{@code
 * json.beginObject();
 * while (json.nextName()) {
 *   switch (json.name()) {
 *     case "id" -> id = json.readNumber();
 *     default -> json.skip();
 *   }
 * }
 * json.end();
 * }</pre>
 *
 * <p>Whatever is not JSON, or not what the caller asks for, is an {@link EvertException} with
 * {@link ErrorCode#INVALID_TEXT} that names the byte; nesting deeper than {@link #MAX_DEPTH} is
 * {@link ErrorCode#LIMIT_EXCEEDED}. One thread at a time; can be set to other bytes without
 * allocation.
 */
public final class JsonReader {
  /** The deepest nesting of objects and arrays. */
  public static final int MAX_DEPTH = 1000;

  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;
  private int depth;
  private boolean first;
  private int nameFrom;
  private int nameTo;
  private boolean nameEscaped;

  /** Reads the JSON in {@code bytes[from, to)}. */
  public JsonReader set(byte[] bytes, int from, int to) {
    assert from <= to && to <= bytes.length;
    this.bytes = bytes;
    start = from;
    at = from;
    end = to;
    depth = 0;
    return this;
  }

  /** Reads JSON from a string. */
  public JsonReader set(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return set(utf8, 0, utf8.length);
  }

  /** Where the reader is, in the bytes that were set. */
  public int offset() {
    return at;
  }

  /** What the next value is. */
  public Kind peek() {
    return switch (next()) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw unexpected("a value");
    };
  }

  /** Enters an object. */
  public void beginObject() {
    open('{', "an object");
  }

  /** Moves to the object's next member; false when the object ends, which leaves it. */
  public boolean nextName() {
    if (closes('}')) {
      return false;
    }
    if (next() != '"') {
      throw unexpected("a member's name");
    }
    nameFrom = at + 1;
    nameEscaped = !skipString();
    nameTo = at - 1;
    if (next() != ':') {
      throw unexpected("a colon");
    }
    at++;
    return true;
  }

  /** The name of the member that {@link #nextName} moved to. */
  public String name() {
    return nameEscaped
        ? JsonStrings.unescape(bytes, nameFrom, nameTo, start)
        : new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
  }

  /** Whether the member's name is written as these bytes. */
  boolean nameIs(byte[] utf8) {
    return Arrays.equals(bytes, nameFrom, nameTo, utf8, 0, utf8.length);
  }

  /** Enters an array. */
  public void beginArray() {
    open('[', "an array");
  }

  /** Moves to the array's next element; false when the array ends, which leaves it. */
  public boolean nextElement() {
    return !closes(']');
  }

  private void open(char bracket, String wanted) {
    if (next() != bracket) {
      throw unexpected(wanted);
    }
    if (++depth > MAX_DEPTH) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "JSON nested deeper than " + MAX_DEPTH + " levels");
    }
    at++;
    first = true;
  }

  private boolean closes(char bracket) {
    int next = next();
    if (next == bracket) {
      at++;
      depth--;
      first = false;
      return true;
    }
    if (!first) {
      if (next != ',') {
        throw unexpected("a comma or " + bracket);
      }
      at++;
    }
    first = false;
    return false;
  }

  /** Goes back to a value that was skipped. */
  void back(int offset) {
    at = offset;
  }

  /** Reads a string; half of a surrogate pair is no character and therefore refused. */
  public String readString() {
    if (next() != '"') {
      throw unexpected("a string");
    }
    int from = at + 1;
    if (skipString()) {
      return new String(bytes, from, at - 1 - from, StandardCharsets.UTF_8);
    }
    return JsonStrings.unescape(bytes, from, at - 1, start);
  }

  /** Reads a number; returns it as it is written. */
  public String readNumber() {
    if (peek() != Kind.NUMBER) {
      throw unexpected("a number");
    }
    int from = at;
    skipNumber();
    return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
  }

  /** Reads true or false. */
  public boolean readBoolean() {
    boolean value = next() == 't';
    skipWord(value ? "true" : "false");
    return value;
  }

  /** Reads null. */
  public void readNull() {
    next();
    skipWord("null");
  }

  /** Moves past a value of any kind, and checks it on the way. */
  public void skip() {
    switch (peek()) {
      case OBJECT -> {
        beginObject();
        while (nextName()) {
          skip();
        }
      }
      case ARRAY -> {
        beginArray();
        while (nextElement()) {
          skip();
        }
      }
      case STRING -> skipString();
      case NUMBER -> skipNumber();
      case BOOLEAN -> readBoolean();
      case NULL -> readNull();
    }
  }

  /** Checks that nothing but white space follows. */
  public void end() {
    skipBlanks();
    if (at < end) {
      throw unexpected("the end");
    }
  }

  /** The next byte that is no white space, or -1. */
  private int next() {
    skipBlanks();
    return at < end ? bytes[at] & 0xFF : -1;
  }

  private void skipBlanks() {
    while (at < end) {
      byte c = bytes[at];
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
        return;
      }
      at++;
    }
  }

  /** Moves past a string; returns whether nothing in it is escaped. */
  boolean skipString() {
    boolean plain = true;
    at++;
    while (at < end) {
      byte c = bytes[at];
      if (c == '"') {
        at++;
        return plain;
      }
      if (c == '\\') {
        skipEscape();
        plain = false;
      } else if (c >= 0 && c < ' ') {
        throw unexpected("an escape for a control character");
      } else {
        at++;
      }
    }
    throw unexpected("the end of a string");
  }

  private void skipEscape() {
    at++;
    int c = at < end ? bytes[at] : -1;
    switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;
        for (int i = 0; i < 4; i++, at++) {
          if (at >= end || Character.digit(bytes[at], 16) < 0) {
            throw unexpected("four hexadecimal digits");
          }
        }
      }
      default -> throw unexpected("an escape sequence");
    }
  }

  private void skipNumber() {
    if (bytes[at] == '-') {
      at++;
    }
    if (at < end && bytes[at] == '0') {
      at++;
    } else {
      skipDigits();
    }
    if (at < end && bytes[at] == '.') {
      at++;
      skipDigits();
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
        at++;
      }
      skipDigits();
    }
    checkWordEnd();
  }

  private void skipDigits() {
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw unexpected("a digit");
    }
  }

  private void skipWord(String word) {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw unexpected(word);
      }
    }
    checkWordEnd();
  }

  private void checkWordEnd() {
    if (at < end && (Character.isLetterOrDigit(bytes[at]) || bytes[at] == '.')) {
      throw unexpected("the end of the value");
    }
  }

  private EvertException unexpected(String wanted) {
    String got = at < end ? JsonStrings.show(bytes[at]) : "the end";
    return new EvertException(
        ErrorCode.INVALID_TEXT,
        "invalid JSON at byte " + (at - start) + ": wanted " + wanted + ", got " + got);
  }
}
