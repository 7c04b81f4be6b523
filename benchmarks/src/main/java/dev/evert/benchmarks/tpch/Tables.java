package dev.evert.benchmarks.tpch;

import dev.evert.spi.row.Schema;
import dev.evert.sql.bind.TableBinder;
import dev.evert.sql.parse.StatementParser;
import dev.evert.sql.syntax.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables and the queries of TPC-H, as SQL. */
final class Tables {
  private Tables() {}

  /** The statements that make the tables. */
  static List<String> statements() {
    return Arrays.stream(resource("schema.sql").split(";", -1))
        .map(String::strip)
        .filter(sql -> !sql.isEmpty())
        .toList();
  }

  /** The tables' schemas by their names. */
  static Map<String, Schema> schemas() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    for (String sql : statements()) {
      if (StatementParser.parse(sql) instanceof Statement.CreateTable table) {
        var definition = TableBinder.bind(sql, table);
        schemas.put(definition.name(), definition.schema());
      }
    }
    return schemas;
  }

  /** The queries by their names: q1 to q22. */
  static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    for (String part : resource("queries.sql").split("(?m)^-- (?=q)", -1)) {
      int end = part.indexOf('\n');
      if (part.startsWith("q")) {
        queries.put(part.substring(0, end), part.substring(end).strip());
      }
    }
    return queries;
  }

  /** What a map has for a name that it knows. */
  static <V> V of(Map<String, V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static String resource(String name) {
    try (InputStream in = Tables.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
