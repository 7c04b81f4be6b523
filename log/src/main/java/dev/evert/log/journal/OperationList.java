package dev.evert.log.journal;

import dev.evert.log.bytes.ByteReader;
import dev.evert.log.bytes.ByteWriter;
import java.util.Arrays;

/**
 * The operations of one segment in the order of their batches. One thread adds; others read when
 * nobody does.
 */
final class OperationList {
  /** The bytes of one operation: its id, its first position, its number of events. */
  static final int ENTRY_BYTES = 28;

  private static final int WORDS = 4;

  private long[] words = new long[0];
  private int count;

  /** Takes one operation. */
  interface Visitor {
    void operation(long high, long low, long first, int events);
  }

  void add(long high, long low, long first, int events) {
    int at = count * WORDS;
    if (at == words.length) {
      words = Arrays.copyOf(words, Math.max(WORDS, at * 2));
    }
    words[at] = high;
    words[at + 1] = low;
    words[at + 2] = first;
    words[at + 3] = events;
    count++;
  }

  void forEach(Visitor visitor) {
    for (int at = 0; at < count * WORDS; at += WORDS) {
      visitor.operation(words[at], words[at + 1], words[at + 2], (int) words[at + 3]);
    }
  }

  int count() {
    return count;
  }

  void write(ByteWriter out) {
    out.putInt(count);
    forEach(
        (high, low, first, events) -> out.putLong(high).putLong(low).putLong(first).putInt(events));
  }

  static OperationList read(ByteReader in) {
    OperationList list = new OperationList();
    int count = in.getCount(ENTRY_BYTES);
    for (int i = 0; i < count; i++) {
      list.add(in.getLong(), in.getLong(), in.getLong(), in.getInt());
    }
    return list;
  }
}
