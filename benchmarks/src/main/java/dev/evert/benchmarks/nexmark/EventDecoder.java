package dev.evert.benchmarks.nexmark;

import dev.evert.dataflow.StreamInput;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Epoch;
import dev.evert.spi.type.Type;
import java.util.List;

/** Makes rows of events of one kind: of the columns that the stream has, and of no others. */
final class EventDecoder {
  private static final int LENGTH_MASK = 0xFFFF;
  private static final long MICROS_PER_MILLI = 1000;

  private final StreamInput input;
  private final Step[] steps;

  /** What is done with the next field of an event. */
  private enum Step {
    NUMBER,
    TIME,
    TEXT,
    SKIP_NUMBER,
    SKIP_TEXT
  }

  EventDecoder(EventKind kind, StreamInput input) {
    this.input = input;
    Schema wanted = input.schema();
    List<Column> all = kind.schema().columns();
    int last = all.size();
    while (wanted.indexOf(all.get(last - 1).name()) < 0) {
      last--;
    }
    this.steps =
        all.subList(0, last).stream()
            .map(column -> step(column.type(), wanted.indexOf(column.name()) >= 0))
            .toArray(Step[]::new);
  }

  private static Step step(Type type, boolean isWanted) {
    return switch (type) {
      case Type.Text _ -> isWanted ? Step.TEXT : Step.SKIP_TEXT;
      case Type.Simple.TIMESTAMP -> isWanted ? Step.TIME : Step.SKIP_NUMBER;
      case Type _ -> isWanted ? Step.NUMBER : Step.SKIP_NUMBER;
    };
  }

  /** All events have come: so all windows are over. */
  void complete() {
    if (input.watermark().isPresent()) {
      input.complete();
    }
  }

  /** Gives the stream the row of the event whose fields begin at {@code from}. */
  void decode(byte[] block, int from, long cause) {
    RowWriter row = input.writer();
    int at = from;
    for (Step step : steps) {
      switch (step) {
        case NUMBER -> {
          row.putInt8(BigEndian.getLong(block, at));
          at += Long.BYTES;
        }
        case TIME -> {
          row.putInt8(BigEndian.getLong(block, at) * MICROS_PER_MILLI - Epoch.UNIX_MICROS);
          at += Long.BYTES;
        }
        case TEXT -> {
          int length = length(block, at);
          row.putBytes(block, at + Short.BYTES, length);
          at += Short.BYTES + length;
        }
        case SKIP_NUMBER -> at += Long.BYTES;
        case SKIP_TEXT -> at += Short.BYTES + length(block, at);
      }
    }
    input.end(cause);
  }

  private static int length(byte[] block, int at) {
    return BigEndian.getShort(block, at) & LENGTH_MASK;
  }
}
