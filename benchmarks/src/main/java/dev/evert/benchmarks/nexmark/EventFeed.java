package dev.evert.benchmarks.nexmark;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.StreamInput;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Epoch;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Feeds events as rows to the streams of a circuit. */
final class EventFeed {
  private static final int HEADER_BYTES = 3;
  private static final int LENGTH_MASK = 0xFFFF;

  /** Milliseconds from 1970 to 2000, from which timestamps are counted. */
  private static final long MICROS_PER_MILLI = 1000;

  private final Circuit circuit;
  private final @Nullable StreamInput[] inputs;
  private long time;

  /** Feeds the streams that are named. */
  EventFeed(Circuit circuit, Set<String> streams) {
    this.circuit = circuit;
    EventKind[] kinds = EventKind.values();
    this.inputs = new StreamInput[kinds.length];
    for (EventKind kind : kinds) {
      if (streams.contains(kind.stream())) {
        inputs[kind.code()] = circuit.stream(kind.stream());
      }
    }
  }

  /** Feeds all events, and has each so many stepped at once. */
  void run(List<byte[]> blocks, int batch) {
    int pending = 0;
    for (byte[] block : blocks) {
      int at = 0;
      while (at < block.length) {
        int end = at + Short.BYTES + (BigEndian.getShort(block, at) & LENGTH_MASK);
        int kind = block[at + Short.BYTES];
        StreamInput input = inputs[kind];
        if (input != null) {
          put(kind, block, at + HEADER_BYTES, input.writer());
          input.end(time);
        }
        at = end;
        if (++pending == batch) {
          step();
          pending = 0;
        }
      }
    }
    step();
  }

  private void step() {
    circuit.step();
    time++;
  }

  private static void put(int kind, byte[] block, int at, RowWriter row) {
    switch (EventKind.of(kind)) {
      case BID -> bid(block, at, row);
      case AUCTION -> auction(block, at, row);
      case PERSON -> person(block, at, row);
    }
  }

  private static void bid(byte[] block, int from, RowWriter row) {
    int at = number(block, from, row);
    at = number(block, at, row);
    at = number(block, at, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = time(block, at, row);
    text(block, at, row);
  }

  private static void auction(byte[] block, int from, RowWriter row) {
    int at = number(block, from, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = number(block, at, row);
    at = number(block, at, row);
    at = time(block, at, row);
    at = time(block, at, row);
    at = number(block, at, row);
    at = number(block, at, row);
    text(block, at, row);
  }

  private static void person(byte[] block, int from, RowWriter row) {
    int at = number(block, from, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = text(block, at, row);
    at = time(block, at, row);
    text(block, at, row);
  }

  private static int number(byte[] block, int at, RowWriter row) {
    row.putInt8(BigEndian.getLong(block, at));
    return at + Long.BYTES;
  }

  private static int time(byte[] block, int at, RowWriter row) {
    row.putInt8(BigEndian.getLong(block, at) * MICROS_PER_MILLI - Epoch.UNIX_MICROS);
    return at + Long.BYTES;
  }

  private static int text(byte[] block, int at, RowWriter row) {
    int length = BigEndian.getShort(block, at) & LENGTH_MASK;
    row.putBytes(block, at + Short.BYTES, length);
    return at + Short.BYTES + length;
  }
}
