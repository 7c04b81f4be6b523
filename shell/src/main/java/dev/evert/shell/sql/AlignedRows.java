package dev.evert.shell.sql;

import dev.evert.engine.database.QueryResult;
import dev.evert.engine.database.RowText;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in columns, as psql shows them. Widths are taken from the first rows. */
final class AlignedRows implements RowPrinter {
  private static final int MEASURED_ROWS = 1000;
  private static final int MAX_WIDTH = 100;

  @Override
  public void print(QueryResult rows, PrintWriter out) {
    Schema schema = rows.schema();
    List<List<@Nullable String>> first = new ArrayList<>();
    boolean more = rows.next();
    while (more && first.size() < MEASURED_ROWS) {
      first.add(texts(rows));
      more = rows.next();
    }
    int[] widths = widths(schema, first);
    head(schema, widths, out);
    first.forEach(row -> line(schema, row, widths, out));
    long count = first.size();
    while (more) {
      line(schema, texts(rows), widths, out);
      count++;
      more = rows.next();
    }
    out.println(count == 1 ? "(1 row)" : "(" + count + " rows)");
  }

  private static List<@Nullable String> texts(QueryResult rows) {
    return RowText.of(rows.schema(), rows.bytes(), rows.from(), rows.to());
  }

  private static int[] widths(Schema schema, List<List<@Nullable String>> rows) {
    int[] widths = new int[schema.width()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(schema.column(i).name());
      for (List<@Nullable String> row : rows) {
        widths[i] = Math.max(widths[i], Math.min(MAX_WIDTH, length(shown(row.get(i)))));
      }
    }
    return widths;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String shown(@Nullable String text) {
    return text == null ? "" : text.replace("\n", "\\n").replace("\r", "\\r");
  }

  private static void head(Schema schema, int[] widths, PrintWriter out) {
    StringBuilder names = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String name = schema.column(i).name();
      int left = (widths[i] - length(name)) / 2;
      names.append(i == 0 ? " " : "| ").repeat(' ', left).append(name);
      names.repeat(' ', widths[i] - length(name) - left + 1);
      rule.append(i == 0 ? "" : "+").repeat('-', widths[i] + 2);
    }
    out.println(names.toString().stripTrailing());
    out.println(rule);
  }

  private static void line(
      Schema schema, List<@Nullable String> row, int[] widths, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = shown(row.get(i));
      int space = Math.max(0, widths[i] - length(text));
      boolean right = isNumber(schema.column(i));
      line.append(i == 0 ? " " : "| ").repeat(' ', right ? space : 0).append(text);
      line.repeat(' ', (right ? 0 : space) + 1);
    }
    out.println(line.toString().stripTrailing());
  }

  private static boolean isNumber(Column column) {
    return switch (column.type().base()) {
      case Type.Simple simple ->
          switch (simple) {
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> true;
            case BOOLEAN,
                BYTEA,
                DATE,
                TIME,
                TIMETZ,
                TIMESTAMP,
                TIMESTAMPTZ,
                INTERVAL,
                UUID,
                JSON,
                JSONB ->
                false;
          };
      case Type.Numeric _ -> true;
      case Type _ -> false;
    };
  }
}
