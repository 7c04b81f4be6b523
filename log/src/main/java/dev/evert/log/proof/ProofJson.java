package dev.evert.log.proof;

import java.util.Base64;
import java.util.List;

/** Writes proofs as JSON objects of strings, numbers and arrays of strings. */
final class ProofJson {
  private final StringBuilder out = new StringBuilder("{\n  \"format\": \"evert-log-proof/1\"");

  ProofJson add(String name, String value) {
    field(name);
    quote(value);
    return this;
  }

  ProofJson add(String name, long value) {
    field(name);
    out.append(value);
    return this;
  }

  ProofJson add(String name, byte[] value) {
    return add(name, Base64.getEncoder().encodeToString(value));
  }

  ProofJson add(String name, List<byte[]> values) {
    field(name);
    out.append('[');
    String separator = "\n    ";
    for (byte[] value : values) {
      out.append(separator);
      quote(Base64.getEncoder().encodeToString(value));
      separator = ",\n    ";
    }
    out.append(values.isEmpty() ? "]" : "\n  ]");
    return this;
  }

  private void field(String name) {
    out.append(",\n  ");
    quote(name);
    out.append(": ");
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out + "\n}\n";
  }
}
