package dev.evert.benchmarks.nexmark;

import dev.evert.dataflow.ChangeConsumer;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up the changes of a query: its rows, each as its fields' texts, with how often it is there.
 */
final class ResultRows implements ChangeConsumer {
  private static final String NULL = "null";

  private final List<Type> types;
  private final Map<List<String>, Long> rows = new HashMap<>();
  private final RowReader reader = new RowReader();

  private ResultRows(Schema schema) {
    this.types = schema.types();
  }

  /** The rows of a query of events that come so many at once. */
  static Map<List<String>, Long> of(
      String sql, Timing timing, Events events, int batch, long stateBytes) throws IOException {
    ResultRows result = new ResultRows(EvertRun.compile(sql).schema());
    try (EvertRun run = new EvertRun(sql, timing, stateBytes, result)) {
      run.run(events, batch);
      if (run.errors() > 0) {
        throw new IllegalStateException(run.errors() + " errors");
      }
    }
    result.rows.values().removeIf(weight -> weight == 0);
    return result.rows;
  }

  @Override
  public void accept(byte[] bytes, int from, int to, long weight, long cause) {
    reader.set(bytes, from, to);
    List<String> row = new ArrayList<>();
    for (Type type : types) {
      if (reader.isPresent()) {
        StringBuilder field = new StringBuilder();
        TextFormat.format(type, reader, field);
        row.add(field.toString());
      } else {
        reader.skipAbsent();
        row.add(NULL);
      }
    }
    rows.merge(row, weight, Long::sum);
  }
}
