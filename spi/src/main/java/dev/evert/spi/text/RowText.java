package dev.evert.spi.text;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;

/** Rows: {@code (1,,"a b")}, where nothing at all between commas is null. */
final class RowText {
  private RowText() {}

  static void format(Type.Row row, RowReader in, StringBuilder out) {
    StringBuilder value = new StringBuilder();
    in.beginRow();
    out.append('(');
    for (int i = 0; i < row.fields().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      if (in.isPresent()) {
        value.setLength(0);
        TextFormat.format(row.fields().get(i).type(), in, value);
        appendQuoted(value, out);
      } else {
        in.skipAbsent();
      }
    }
    out.append(')');
  }

  private static void appendQuoted(StringBuilder value, StringBuilder out) {
    if (!needsQuotes(value)) {
      out.append(value);
      return;
    }
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append(c);
      }
      out.append(c);
    }
    out.append('"');
  }

  private static boolean needsQuotes(StringBuilder value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || Blank.is(c)) {
        return true;
      }
    }
    return value.isEmpty();
  }

  static void parse(Type.Row row, String text, RowWriter out) {
    new Parser(text).parse(row, out);
  }

  /** Goes through the text once. */
  private static final class Parser {
    private final String text;
    private final StringBuilder value = new StringBuilder();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    void parse(Type.Row row, RowWriter out) {
      skipBlanks();
      expect('(', "Missing left parenthesis.");
      out.beginRow();
      for (int i = 0; i < row.fields().size(); i++) {
        if (i > 0) {
          expect(',', "Too few columns.");
        }
        field(row.fields().get(i).type(), out);
      }
      expect(')', at < text.length() ? "Too many columns." : "Unexpected end of input.");
      skipBlanks();
      if (at < text.length()) {
        throw malformed("Junk after right parenthesis.");
      }
    }

    private void field(Type type, RowWriter out) {
      if (peek() == ',' || peek() == ')') {
        out.putNull();
        return;
      }
      value.setLength(0);
      boolean quoted = false;
      while (quoted || (peek() != ',' && peek() != ')')) {
        char c = next();
        if (c == '\\') {
          value.append(next());
        } else if (c == '"' && quoted && peek() == '"') {
          value.append(next());
        } else if (c == '"') {
          quoted = !quoted;
        } else {
          value.append(c);
        }
      }
      TextFormat.parse(type, value.toString(), out);
    }

    private void skipBlanks() {
      while (at < text.length() && Blank.is(text.charAt(at))) {
        at++;
      }
    }

    private char peek() {
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
      if (at == text.length()) {
        throw malformed("Unexpected end of input.");
      }
      return text.charAt(at++);
    }

    private void expect(char wanted, String otherwise) {
      if (peek() != wanted) {
        throw malformed(otherwise);
      }
      at++;
    }

    private EvertException malformed(String detail) {
      return new EvertException(
          ErrorCode.INVALID_TEXT, "malformed record literal: \"" + text + "\": " + detail);
    }
  }
}
