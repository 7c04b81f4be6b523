package dev.evert.spi.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON into a growing buffer of UTF-8 bytes; commas come by themselves. The caller keeps to
 * JSON's structure. One thread at a time; reset and used again, it does not allocate.
 */
public final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final StringBuilder scratch = new StringBuilder();
  private byte[] bytes = new byte[1024];
  private int size;
  private boolean comma;

  /** Forgets what was written and keeps the buffer. */
  public JsonWriter reset() {
    size = 0;
    comma = false;
    return this;
  }

  /** How many bytes were written since the last reset. */
  public int size() {
    return size;
  }

  /** The buffer itself: its first {@link #size} bytes count, until the next write. */
  public byte[] buffer() {
    return bytes;
  }

  /** Writes all to a stream. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  /** What was written. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** Begins an object. */
  public JsonWriter beginObject() {
    return open('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    return close('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return open('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter open(char bracket) {
    separate();
    put(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    put(bracket);
    comma = true;
    return this;
  }

  /** The name of a member; its value follows. */
  public JsonWriter name(String name) {
    string(name);
    put(':');
    comma = false;
    return this;
  }

  /** A string. */
  public JsonWriter string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return string(utf8, 0, utf8.length);
  }

  /** A string, from its UTF-8 bytes. */
  public JsonWriter string(byte[] utf8, int from, int length) {
    separate();
    put('"');
    int plain = from;
    int end = from + length;
    for (int i = from; i < end; i++) {
      byte c = utf8[i];
      if (c == '"' || c == '\\' || (c >= 0 && c < ' ')) {
        raw(utf8, plain, i - plain);
        escape(c);
        plain = i + 1;
      }
    }
    raw(utf8, plain, end - plain);
    put('"');
    return this;
  }

  private void escape(byte c) {
    put('\\');
    switch (c) {
      case '"', '\\' -> put((char) c);
      case '\b' -> put('b');
      case '\f' -> put('f');
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        put('u');
        put('0');
        put('0');
        put((char) HEX[c >> 4]);
        put((char) HEX[c & 15]);
      }
    }
  }

  /** A whole number. */
  public JsonWriter number(long value) {
    scratch().append(value);
    return putScratch();
  }

  /** True or false. */
  public JsonWriter bool(boolean value) {
    return word(value ? "true" : "false");
  }

  /** Null. */
  public JsonWriter nul() {
    return word("null");
  }

  private JsonWriter word(String ascii) {
    scratch().append(ascii);
    return putScratch();
  }

  /** A value that is JSON already. */
  public JsonWriter json(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return json(utf8, 0, utf8.length);
  }

  /** The name of a member, quoted and with its colon; its value follows. */
  JsonWriter member(byte[] nameAndColon) {
    separate();
    raw(nameAndColon, 0, nameAndColon.length);
    comma = false;
    return this;
  }

  /** An empty place for ASCII text, which {@link #putScratch} then puts. */
  StringBuilder scratch() {
    scratch.setLength(0);
    return scratch;
  }

  /** What was appended since {@link #scratch}. */
  StringBuilder scratchText() {
    return scratch;
  }

  /** Puts the text as JSON. */
  JsonWriter putScratch() {
    separate();
    rawScratch();
    return this;
  }

  /** Puts the text, in which nothing needs an escape, as a string. */
  JsonWriter putScratchString() {
    separate();
    put('"');
    rawScratch();
    put('"');
    return this;
  }

  private void rawScratch() {
    int length = scratch.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) scratch.charAt(i);
    }
    size += length;
  }

  /** A value that is JSON already, as UTF-8 bytes. */
  public JsonWriter json(byte[] utf8, int from, int length) {
    separate();
    raw(utf8, from, length);
    return this;
  }

  /** Ends a line: what follows is a JSON text of its own. */
  public JsonWriter newline() {
    put('\n');
    comma = false;
    return this;
  }

  private void separate() {
    if (comma) {
      put(',');
    }
    comma = true;
  }

  private void put(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
  }

  private void raw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  private void ensure(int length) {
    long needed = (long) size + length;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("JSON in one buffer exceeds 2 GiB");
      }
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, needed));
    }
  }
}
