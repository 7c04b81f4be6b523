package dev.evert.sql.slt;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as lines of text, sorted, as test files have them. */
final class Rows {
  private Rows() {}

  /** Of rows that PostgreSQL printed. */
  static List<String> lines(List<List<@Nullable String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      lines.add(String.join("\t", row.stream().map(Rows::cell).toList()));
    }
    lines.sort(null);
    return lines;
  }

  /** Of rows in Evert's bytes. */
  static List<String> lines(Schema schema, List<byte[]> rows) {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(schema, row)));
    lines.sort(null);
    return lines;
  }

  private static String cell(@Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    return value.isEmpty() ? "(empty)" : value;
  }

  private static String line(Schema schema, byte[] row) {
    RowReader reader = new RowReader().set(row);
    List<String> cells = new ArrayList<>();
    for (Type type : schema.types()) {
      if (!reader.isPresent()) {
        reader.skipAbsent();
        cells.add("NULL");
      } else {
        StringBuilder text = new StringBuilder();
        TextFormat.format(type, reader, text);
        cells.add(cell(text.toString()));
      }
    }
    assert reader.atEnd();
    return String.join("\t", cells);
  }

  /** Whether the lines are the same, other than in the last digits of floating-point numbers. */
  static boolean near(List<String> ours, List<String> right) {
    if (ours.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(right.get(i)) && !near(ours.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(String ours, String right) {
    String[] one = ours.split("\t", -1);
    String[] other = right.split("\t", -1);
    if (one.length != other.length) {
      return false;
    }
    for (int i = 0; i < one.length; i++) {
      if (!SqlStates.near(one[i], other[i])) {
        return false;
      }
    }
    return true;
  }

  /** Which of equal numbers that look different stands for them all is left open. */
  static List<String> comparable(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("(\\.\\d*?)0+(?=\t|$)", "$1").replaceAll("\\.(?=\t|$)", ""))
        .sorted()
        .toList();
  }
}
