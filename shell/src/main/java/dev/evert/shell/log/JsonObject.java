package dev.evert.shell.log;

/** A JSON object on one line. */
final class JsonObject {
  private final StringBuilder out = new StringBuilder("{");

  JsonObject add(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonObject add(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /** Adds a member whose value is JSON already. */
  JsonObject addRaw(String name, String value) {
    name(name);
    out.append(value);
    return this;
  }

  private void name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    quote(name);
    out.append(':');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out + "}";
  }
}
