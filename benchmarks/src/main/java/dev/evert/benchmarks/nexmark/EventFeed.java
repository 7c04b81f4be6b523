package dev.evert.benchmarks.nexmark;

import dev.evert.dataflow.Circuit;
import dev.evert.spi.row.BigEndian;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Feeds events as rows to the streams of a circuit. */
final class EventFeed {
  private static final int HEADER_BYTES = 3;
  private static final int LENGTH_MASK = 0xFFFF;

  private final Circuit circuit;
  private final @Nullable EventDecoder[] decoders;
  private long time;

  /** Feeds the streams that are named. */
  EventFeed(Circuit circuit, Set<String> streams) {
    this.circuit = circuit;
    EventKind[] kinds = EventKind.values();
    this.decoders = new EventDecoder[kinds.length];
    for (EventKind kind : kinds) {
      if (streams.contains(kind.stream())) {
        decoders[kind.code()] = new EventDecoder(kind, circuit.stream(kind.stream()));
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
        EventDecoder decoder = decoders[block[at + Short.BYTES]];
        if (decoder != null) {
          decoder.decode(block, at + HEADER_BYTES, time);
        }
        at = end;
        if (++pending == batch) {
          step();
          pending = 0;
        }
      }
    }
    for (EventDecoder decoder : decoders) {
      if (decoder != null) {
        decoder.complete();
      }
    }
    step();
  }

  private void step() {
    circuit.step();
    time++;
  }
}
