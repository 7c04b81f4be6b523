package dev.evert.engine.audit;

import dev.evert.dataflow.ChangeCursor;
import dev.evert.dataflow.OutputReader;
import dev.evert.dataflow.ViewOutput;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a view at one time as the records that a sink holds, whatever is published meanwhile:
 * in a view without key, equal rows are numbered from 0.
 */
final class ViewRecords implements Records, AutoCloseable {
  private final OutputReader reader;
  private final long time;

  /** The rows as they are now, for a consumer of this name. */
  ViewRecords(ViewOutput view, String consumer) {
    this(view.reader(consumer, ViewOutput.BEGINNING, List.of()));
  }

  /** The rows as they are now, by a reader that stands at the beginning. */
  ViewRecords(OutputReader reader) {
    this.reader = reader;
    this.time = reader.reserve();
  }

  /** The time that the rows are of. */
  long time() {
    return time;
  }

  /** These rows, each as the content that a store gives back for it. */
  Records shownAs(UnaryOperator<byte[]> content) {
    return visitor ->
        scan((key, keyFrom, keyTo, bytes, from, to, weight) -> {
          byte[] shown = content.apply(Arrays.copyOfRange(bytes, from, to));
          visitor.record(key, keyFrom, keyTo, shown, 0, shown.length, weight);
        });
  }

  @Override
  public void scan(Visitor visitor) {
    try (ChangeCursor rows = reader.read(time)) {
      while (rows.next()) {
        visitor.record(
            rows.keyBytes(),
            rows.keyFrom(),
            rows.keyTo(),
            rows.afterBytes(),
            rows.afterFrom(),
            rows.afterTo(),
            1);
      }
    }
  }

  /** The row with a key, if there is one. */
  byte @Nullable [] row(byte[] key) {
    try (ChangeCursor rows = reader.read(time, key, 0, key.length - 1)) {
      while (rows.next()) {
        int order =
            Arrays.compareUnsigned(
                rows.keyBytes(), rows.keyFrom(), rows.keyTo(), key, 0, key.length);
        if (order >= 0) {
          return order == 0
              ? Arrays.copyOfRange(rows.afterBytes(), rows.afterFrom(), rows.afterTo())
              : null;
        }
      }
    }
    return null;
  }

  @Override
  public void close() {
    reader.close();
  }
}
