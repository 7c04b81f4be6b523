package dev.evert.shell.sql;

import dev.evert.engine.database.QueryResult;
import dev.evert.engine.database.RowText;
import dev.evert.spi.row.Column;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as comma-separated values (RFC 4180), as COPY … CSV HEADER of PostgreSQL writes them. */
final class CsvRows implements RowPrinter {
  @Override
  public void print(QueryResult rows, PrintWriter out) {
    List<Column> columns = rows.schema().columns();
    out.println(
        columns.stream().map(column -> field(column.name())).collect(Collectors.joining(",")));
    while (rows.next()) {
      List<@Nullable String> texts =
          RowText.of(rows.schema(), rows.bytes(), rows.from(), rows.to());
      out.println(texts.stream().map(CsvRows::field).collect(Collectors.joining(",")));
    }
  }

  /** A null is nothing, an empty string is two quotes. */
  private static String field(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
