package dev.evert.connectors.files;

import dev.evert.spi.row.Schema;
import java.util.Arrays;

/**
 * Tells apart the fields of a record as RFC 4180 has them. Quotes inside a field that does not
 * begin with one are characters like others.
 */
final class CsvScanner {
  private static final byte PLAIN = 0;
  private static final byte QUOTED = 1;
  private static final byte DOUBLED = 2;

  private final byte delimiter;
  private final byte quote;
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private byte[] kinds = new byte[64];
  private int count;
  private int lines;
  private String fault = "";

  CsvScanner(char delimiter, char quote) {
    this.delimiter = (byte) delimiter;
    this.quote = (byte) quote;
  }

  /** As {@link TextRecords#scan}. */
  int scan(byte[] bytes, int from, int to, boolean last) {
    count = 0;
    lines = 0;
    int at = from;
    while (true) {
      boolean quoted = at < to && bytes[at] == quote;
      int end = quoted ? quotedField(bytes, at, to, last) : plainField(bytes, at, to);
      if (end == TextRecords.FAULT || end == TextRecords.MORE) {
        return end;
      }
      if (end == to) {
        return last ? to : TextRecords.MORE;
      }
      if (bytes[end] == '\n') {
        lines++;
        return end + 1;
      }
      if (count > Schema.MAX_COLUMNS) {
        fault = "more than " + Schema.MAX_COLUMNS + " fields";
        return TextRecords.FAULT;
      }
      at = end + 1;
    }
  }

  /** Adds the field that starts here; returns where its delimiter or line end is, or {@code to}. */
  private int plainField(byte[] bytes, int from, int to) {
    byte stop = delimiter;
    int at = from;
    while (at < to && bytes[at] != stop && bytes[at] != '\n') {
      at++;
    }
    boolean lineEnds = at == to || bytes[at] == '\n';
    boolean carriage = lineEnds && at > from && bytes[at - 1] == '\r';
    add(from, carriage ? at - 1 : at, PLAIN);
    return at;
  }

  private int quotedField(byte[] bytes, int from, int to, boolean last) {
    byte kind = QUOTED;
    int at = from + 1;
    while (true) {
      while (at < to && bytes[at] != quote) {
        lines += bytes[at] == '\n' ? 1 : 0;
        at++;
      }
      if (at == to || (at + 1 == to && !last)) {
        fault = "a quote that is never closed";
        return last ? TextRecords.FAULT : TextRecords.MORE;
      }
      if (at + 1 == to || bytes[at + 1] != quote) {
        add(from + 1, at, kind);
        return closed(bytes, at + 1, to, last);
      }
      kind = DOUBLED;
      at += 2;
    }
  }

  /** What may follow a closing quote: a delimiter or a line end. */
  private int closed(byte[] bytes, int at, int to, boolean last) {
    int end = at;
    if (end < to && bytes[end] == '\r') {
      end++;
      if (end == to && !last) {
        return TextRecords.MORE;
      }
    }
    if (end == to || bytes[end] == '\n' || (end == at && bytes[end] == delimiter)) {
      return end;
    }
    fault = "text after a closing quote";
    return TextRecords.FAULT;
  }

  private void add(int start, int end, byte kind) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count] = kind;
    count++;
  }

  /** Why the last scan found no record. */
  String fault() {
    return fault;
  }

  /** The line ends in the record, those inside quotes too. */
  int lines() {
    return lines;
  }

  /** The number of fields. */
  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  boolean quoted(int field) {
    return kinds[field] != PLAIN;
  }

  /** Whether the field has quotes that are written twice. */
  boolean doubled(int field) {
    return kinds[field] == DOUBLED;
  }

  /** Copies the field with each doubled quote once; returns its length. */
  int unescape(byte[] bytes, int field, byte[] out) {
    int size = 0;
    for (int i = starts[field]; i < ends[field]; i++) {
      out[size++] = bytes[i];
      if (bytes[i] == quote) {
        i++;
      }
    }
    return size;
  }
}
