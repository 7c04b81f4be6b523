package dev.evert.sql.eventtime;

import dev.evert.dataflow.Node;
import dev.evert.dataflow.Watermark;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the rows that a query reads, or gives, follow the time of tables: in each row that comes or
 * goes from now on, a column is not less than the least of its bounds.
 *
 * @param columns the bounds of the columns that have any, by their places
 */
public record RowTimes(Map<Integer, List<TimeBound>> columns) {
  /** Rows that follow no time. */
  public static final RowTimes NONE = new RowTimes(Map.of());

  public RowTimes {
    columns = Map.copyOf(columns);
  }

  /**
   * The times of the inputs that are tables or streams with watermarks, and those that are known of
   * others.
   */
  public static Map<String, RowTimes> of(Map<String, Node> inputs, Map<String, RowTimes> ofOthers) {
    Map<String, RowTimes> times = new HashMap<>(ofOthers);
    inputs.forEach((name, node) -> {
      if (node instanceof Node.Table table && table.watermark() != null) {
        times.put(name, of(table.name(), table.schema(), table.watermark()));
      }
      if (node instanceof Node.Stream stream && stream.watermark() != null) {
        times.put(name, of(stream.name(), stream.schema(), stream.watermark()));
      }
    });
    return times;
  }

  private static RowTimes of(String name, Schema schema, Watermark watermark) {
    int column = watermark.column();
    Type type = schema.type(column).base();
    TimeBound bound = new TimeBound(name, new Expression.Column(0, type, false));
    return new RowTimes(Map.of(column, List.of(bound)));
  }
}
