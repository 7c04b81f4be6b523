package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.CompiledView;
import dev.evert.sql.Seeds;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Joins to the row that is nearest in time, in either direction, are what a search through all rows
 * finds, while rows of both sides come, change and go.
 */
final class RandomAsofTest {
  private static final Schema ROWS =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT8),
              Column.nullable("k", Type.Simple.INT8),
              Column.nullable("at", Type.Simple.INT8)),
          List.of(0));
  private static final Map<String, Schema> SCHEMAS = Map.of("l", ROWS, "r", ROWS);
  private static final List<String> COMPARISONS = List.of(">=", ">", "<=", "<");

  /** A row; k and at may be null. */
  private record Row(long id, @Nullable Long k, @Nullable Long at) {
    byte[] encoded() {
      RowWriter out = new RowWriter();
      out.putInt8(id);
      put(k, out);
      put(at, out);
      return out.toBytes();
    }

    private static void put(@Nullable Long value, RowWriter out) {
      if (value == null) {
        out.putNull();
      } else {
        out.putInt8(value);
      }
    }

    static Row random(long id, Random random, int keys, int times) {
      Long k = random.nextInt(12) == 0 ? null : (Long) random.nextLong(keys);
      return new Row(id, k, random.nextInt(12) == 0 ? null : (Long) random.nextLong(times));
    }
  }

  private static String query(String comparison, boolean outer) {
    return "select l.id, r.at from l asof %s join r on l.k = r.k and l.at %s r.at"
        .formatted(outer ? "left" : "", comparison);
  }

  @Test
  void findTheNearest() throws IOException {
    Random random = Seeds.random("RandomAsofTest");
    Map<String, CompiledView> views = new LinkedHashMap<>();
    for (String comparison : COMPARISONS) {
      for (boolean outer : new boolean[] {false, true}) {
        String query = query(comparison, outer);
        views.put(query, new SqlCompiler().compile(query, SCHEMAS));
      }
    }
    for (int round = 0; round < 6; round++) {
      run(random, views);
    }
  }

  private static void run(Random random, Map<String, CompiledView> views) throws IOException {
    int keys = 1 + random.nextInt(4);
    int times = 2 + random.nextInt(30);
    Map<Long, Row> left = new TreeMap<>();
    Map<Long, Row> right = new TreeMap<>();
    try (TestCircuit circuit = new TestCircuit(SCHEMAS, views, random)) {
      for (int step = 0; step < 40; step++) {
        change(random, left, keys, times);
        change(random, right, keys, times);
        circuit.change(Map.of("l", encoded(left), "r", encoded(right)));
        for (String comparison : COMPARISONS) {
          for (boolean outer : new boolean[] {false, true}) {
            String query = query(comparison, outer);
            CompiledView view = views.get(query);
            assertThat(Rows.lines(view.schema(), circuit.rows(query)))
                .as(query)
                .isEqualTo(expected(left, right, comparison, outer));
          }
        }
        assertThat(circuit.errors()).isEmpty();
      }
    }
  }

  private static void change(Random random, Map<Long, Row> rows, int keys, int times) {
    for (int i = random.nextInt(8); i > 0; i--) {
      long id = random.nextInt(25);
      if (random.nextInt(3) == 0) {
        rows.remove(id);
      } else {
        rows.put(id, Row.random(id, random, keys, times));
      }
    }
  }

  private static List<byte[]> encoded(Map<Long, Row> rows) {
    return rows.values().stream().map(Row::encoded).toList();
  }

  private static List<String> expected(
      Map<Long, Row> left, Map<Long, Row> right, String comparison, boolean outer) {
    List<String> lines = new ArrayList<>();
    for (Row l : left.values()) {
      Long nearest = nearest(l, right, comparison);
      if (nearest != null || outer) {
        lines.add(l.id() + "\t" + (nearest == null ? "NULL" : nearest));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static @Nullable Long nearest(Row row, Map<Long, Row> right, String comparison) {
    Long own = row.at();
    Long nearest = null;
    for (Row other : right.values()) {
      Long at = other.at();
      boolean equal = row.k() != null && row.k().equals(other.k());
      if (equal && own != null && at != null && fits(own, at, comparison)) {
        boolean before = comparison.startsWith(">");
        boolean nearer = nearest == null || (before ? at > nearest : at < nearest);
        nearest = nearer ? at : nearest;
      }
    }
    return nearest;
  }

  private static boolean fits(long left, long right, String comparison) {
    return switch (comparison) {
      case ">=" -> left >= right;
      case ">" -> left > right;
      case "<=" -> left <= right;
      case "<" -> left < right;
      default -> throw new IllegalArgumentException(comparison);
    };
  }
}
