package dev.evert.sql.slt;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of the oracle: their schemas, and their rows in Evert's bytes. */
final class OracleTables {
  private static final Pattern MODIFIED = Pattern.compile("(.*?)\\((\\d+)(?:,(-?\\d+))?\\)(.*)");

  private final Oracle oracle;

  OracleTables(Oracle oracle) {
    this.oracle = oracle;
  }

  /** All tables of the schema, by name. */
  Map<String, Schema> schemas() throws SQLException {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    List<List<@Nullable String>> tables =
        oracle.query(
            "select c.oid::text, c.relname from pg_class c where c.relkind in ('r', 'p')"
                + " and c.relnamespace = current_schema()::regnamespace order by c.relname");
    for (List<@Nullable String> table : tables) {
      schemas.put(String.valueOf(table.get(1)), schema(String.valueOf(table.get(0))));
    }
    return schemas;
  }

  private Schema schema(String oid) throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable String>> rows =
        oracle.query(
            "select attname, atttypid::text, format_type(atttypid, atttypmod), attnotnull::text"
                + " from pg_attribute where attrelid = "
                + oid
                + " and attnum > 0 and not attisdropped order by attnum");
    for (List<@Nullable String> row : rows) {
      Type type = type(String.valueOf(row.get(1)), String.valueOf(row.get(2)));
      columns.add(Column.of(String.valueOf(row.get(0)), type, !"true".equals(row.get(3))));
    }
    List<List<@Nullable String>> key =
        oracle.query(
            "select (a - 1)::text from pg_index, unnest(indkey) with ordinality k(a, i)"
                + " where indrelid = "
                + oid
                + " and indisprimary order by i");
    List<Integer> places =
        key.stream().map(row -> Integer.valueOf(String.valueOf(row.getFirst()))).toList();
    return new Schema(columns, places);
  }

  private Type type(String oid, String name) throws SQLException {
    if (name.endsWith("[]")) {
      List<List<@Nullable String>> element =
          oracle.query("select typelem::text from pg_type where oid = " + oid);
      return new Type.Array(
          type(
              String.valueOf(element.getFirst().getFirst()), name.substring(0, name.length() - 2)));
    }
    List<@Nullable String> kind =
        oracle
            .query(
                "select typtype, typbasetype::text, format_type(typbasetype, typtypmod)"
                    + " from pg_type where oid = "
                    + oid)
            .getFirst();
    return switch (String.valueOf(kind.getFirst())) {
      case "e" -> new Type.Enumeration(name, labels(oid));
      case "c" -> new Type.Row(name, fields(oid));
      case "d" ->
          new Type.Domain(name, type(String.valueOf(kind.get(1)), String.valueOf(kind.get(2))));
      default -> builtIn(name);
    };
  }

  private List<Type.Field> fields(String oid) throws SQLException {
    List<Type.Field> fields = new ArrayList<>();
    for (List<@Nullable String> row :
        oracle.query(
            "select attname, atttypid::text, format_type(atttypid, atttypmod) from pg_attribute"
                + " join pg_type on typrelid = attrelid where pg_type.oid = "
                + oid
                + " and attnum > 0 and not attisdropped order by attnum")) {
      fields.add(
          new Type.Field(
              String.valueOf(row.get(0)),
              type(String.valueOf(row.get(1)), String.valueOf(row.get(2)))));
    }
    return fields;
  }

  private List<String> labels(String oid) throws SQLException {
    return oracle
        .query("select enumlabel from pg_enum where enumtypid = " + oid + " order by enumsortorder")
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }

  /** A type by the name that format_type gives it. */
  static Type builtIn(String name) {
    Matcher matcher = MODIFIED.matcher(name);
    boolean modified = matcher.matches();
    String base = modified ? matcher.group(1) + matcher.group(4) : name;
    int first = modified ? Integer.parseInt(matcher.group(2)) : -1;
    int second = modified && matcher.group(3) != null ? Integer.parseInt(matcher.group(3)) : 0;
    for (Type.Simple simple : Type.Simple.values()) {
      if (simple.sql().equals(base)) {
        return simple;
      }
    }
    return switch (base) {
      case "numeric" -> modified ? new Type.Numeric(first, second) : Type.Numeric.ANY;
      case "text", "character varying" -> modified ? new Type.Text(first) : Type.Text.ANY;
      case "character", "bpchar" -> new Type.Char(first);
      default -> new Type.Other(name);
    };
  }

  /** The rows of all tables. */
  Map<String, List<byte[]>> rows(Map<String, Schema> schemas) throws SQLException {
    Map<String, List<byte[]>> rows = new LinkedHashMap<>();
    for (Map.Entry<String, Schema> table : schemas.entrySet()) {
      rows.put(table.getKey(), rows(table.getKey(), table.getValue()));
    }
    return rows;
  }

  /** The rows of a table, each in Evert's bytes. */
  List<byte[]> rows(String table, Schema schema) throws SQLException {
    String columns =
        String.join(", ", schema.columns().stream().map(c -> "\"" + c.name() + "\"").toList());
    List<byte[]> rows = new ArrayList<>();
    RowWriter out = new RowWriter();
    for (List<@Nullable String> row :
        oracle.query("select " + columns + " from \"" + table + "\"")) {
      out.reset();
      for (int i = 0; i < schema.width(); i++) {
        putField(schema.type(i), row.get(i), out);
      }
      rows.add(out.toBytes());
    }
    rows.sort(Arrays::compareUnsigned);
    return rows;
  }

  /** Writes a value that PostgreSQL printed. */
  static void putField(Type type, @Nullable String text, RowWriter out) {
    if (text == null) {
      out.putNull();
    } else {
      TextFormat.parse(type, text, out);
    }
  }
}
