package dev.evert.connectors.postgres;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.testing.server.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A table with a column of every type, and values of each type that go wrong most often. */
final class TypedTable {
  /** Types whose values Evert reads in binary. */
  static final Map<String, List<String>> KNOWN = known();

  /** Types whose values Evert reads as the text that the server prints. */
  static final Map<String, List<String>> OTHER = other();

  static final List<String> TYPES =
      List.of(
          "create type mood as enum ('sad', 'ok', 'very \"happy\", ''really''')",
          "create domain positive as int check (value > 0)",
          "create domain label as varchar(10)",
          "create domain labels as text[]",
          "create type pair as (a int, b text)");

  private TypedTable() {}

  private static Map<String, List<String>> known() {
    Map<String, List<String>> types = new LinkedHashMap<>();
    addNumbers(types);
    addTexts(types);
    addTimes(types);
    addComposed(types);
    return types;
  }

  private static void addNumbers(Map<String, List<String>> types) {
    types.put("boolean", List.of("true", "false"));
    types.put("int2", List.of("-32768", "32767", "0"));
    types.put("int4", List.of("-2147483648", "2147483647", "-1"));
    types.put("int8", List.of("-9223372036854775808", "9223372036854775807", "1"));
    types.put("oid", List.of("0", "4294967295", "2147483648"));
    types.put(
        "numeric",
        List.of(
            "0",
            "0.000",
            "-0.00001",
            "1e100",
            "NaN",
            "12345.67890",
            "99999999999999999999999999.9999",
            "10000",
            "100000000",
            "-10000.0001"));
    types.put("numeric(20,4)", List.of("1.5", "-9999999999999999.9999", "0", "NaN"));
    if (version() >= 150_000) {
      types.put("numeric(6,-2)", List.of("12300", "-99999900", "0"));
    }
    types.put("float4", List.of("0", "-0", "NaN", "Infinity", "-Infinity", "1e-45", "3.4e38"));
    types.put("float8", List.of("0", "-0", "NaN", "Infinity", "-Infinity", "5e-324", "0.1"));
  }

  private static void addTexts(Map<String, List<String>> types) {
    types.put("text", List.of("", "a", "\u0001\u0002", "日本語🦊", "it's \\ \"q\"", "a\nb\tc"));
    types.put("varchar(20)", List.of("", "éé", "12345678901234567890"));
    types.put("char(5)", List.of("", "ab", "éàüöß", "a b"));
    types.put("bpchar", List.of("", "ab  ", "x"));
    types.put("name", List.of("", "pg_class"));
    types.put("bytea", List.of("\\x", "\\x00", "\\x000102ff", "\\x5c78"));
    types.put(
        "uuid",
        List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"));
    types.put("json", List.of("{\"b\" : 1 , \"b\":2}", "null", "[]", "\"\\u00e9\""));
    types.put("jsonb", List.of("{\"b\": 1, \"a\": [1.50, null]}", "null", "\"é\\n\""));
    types.put("xml", List.of("<a>é</a>", "text"));
  }

  /** Of the server that all tests share: older ones know fewer types. */
  private static int version() {
    try {
      return Integer.parseInt(
          PostgresServer.shared().query("postgres", "show server_version_num").orElseThrow());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addTimes(Map<String, List<String>> types) {
    types.put(
        "date", List.of("-infinity", "infinity", "4713-01-01 BC", "2000-02-29", "5874897-12-31"));
    types.put("time", List.of("00:00", "24:00", "23:59:59.999999"));
    types.put("timetz", List.of("00:00+15", "24:00-15:59:59", "12:34:56.789+05:30"));
    types.put(
        "timestamp",
        List.of(
            "-infinity",
            "infinity",
            "4713-01-01 00:00:00 BC",
            "294276-12-31 23:59:59.999999",
            "1999-12-31 23:59:59.999999"));
    types.put(
        "timestamptz",
        List.of(
            "-infinity", "infinity", "4713-01-01 00:00:00+00 BC", "2024-02-29 12:00:00.000001+09"));
    types.put(
        "interval",
        List.of(
            "0",
            "1 mon -1 day 00:00:00.000001",
            "-178000000 years",
            "1 year 2 mons",
            "-1 mon +40 days -25:00:00"));
  }

  private static void addComposed(Map<String, List<String>> types) {
    types.put("int4[]", List.of("{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[-1:0]={5,6}"));
    types.put(
        "text[]", List.of("{}", "{a,NULL,\"NULL\",\"\",\"x,y\",\"\\\\\\\"\"}", "{{\"a b\"},{é}}"));
    types.put("numeric(8,2)[]", List.of("{1.5,NULL}", "[2:3][0:1]={{1,2},{3,NaN}}"));
    types.put("timestamptz[]", List.of("{infinity,\"2024-01-01 00:00:00+00\"}"));
    types.put("mood", List.of("sad", "very \"happy\", 'really'"));
    types.put("mood[]", List.of("{ok,NULL,sad}", "{}"));
    types.put("positive", List.of("1", "2147483647"));
    types.put("positive[]", List.of("{1,2}", "{NULL}"));
    types.put("label", List.of("", "x"));
    types.put("labels", List.of("{}", "{a,b}"));
  }

  private static Map<String, List<String>> other() {
    Map<String, List<String>> types = new LinkedHashMap<>();
    types.put("inet", List.of("1.2.3.4", "::1", "10.0.0.0/8"));
    types.put("cidr", List.of("10.0.0.0/8"));
    types.put("macaddr", List.of("08:00:2b:01:02:03"));
    types.put("int4range", List.of("[1,5)", "empty", "(,)"));
    types.put("point", List.of("(1,2)", "(0,-0)"));
    types.put("bit(3)", List.of("101"));
    types.put("varbit", List.of("", "10101"));
    types.put("tsvector", List.of("'a':1 'b':2"));
    types.put("\"char\"", List.of("x", ""));
    types.put("pair", List.of("(1,)", "(,\"a,b\")", "(,)"));
    types.put("inet[]", List.of("{1.2.3.4,NULL}", "{}"));
    types.put("pair[]", List.of("{\"(1,x)\"}"));
    types.put("pg_lsn", List.of("0/0", "FFFFFFFF/FFFFFFFF"));
    return types;
  }

  static String create(String table, Map<String, List<String>> types, String key) {
    StringBuilder sql = new StringBuilder("create table " + table + " (id int");
    int i = 0;
    for (String type : types.keySet()) {
      sql.append(", c").append(i++).append(' ').append(type);
    }
    return sql.append(key).append(')').toString();
  }

  /** {@code (id, value, …)} for an insert. */
  static String values(int id, Map<String, List<String>> types, Random random) {
    StringBuilder sql = new StringBuilder("(" + id);
    types.forEach((type, values) -> sql.append(", ").append(value(type, values, random)));
    return sql.append(')').toString();
  }

  private static String value(String type, List<String> values, Random random) {
    int pick = random.nextInt(values.size() + 1);
    if (pick == values.size()) {
      return "null";
    }
    String text = values.get(pick).replace("\\", "\\\\").replace("'", "''");
    return "e'" + text + "'::" + type;
  }

  static void insert(
      Statement statement,
      String table,
      Map<String, List<String>> types,
      int from,
      int to,
      Random random)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    for (int id = from; id < to; id++) {
      rows.add(values(id, types, random));
    }
    if (!rows.isEmpty()) {
      statement.execute("insert into " + table + " values " + String.join(", ", rows));
    }
  }

  /** All rows, read as text and laid out by the schema. */
  static List<byte[]> rows(PostgresServer server, String database, String table, Schema schema)
      throws SQLException {
    try (Connection connection = server.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("set intervalstyle = 'postgres'; set timezone = 'UTC'");
      List<String> columns = new ArrayList<>();
      for (Column column : schema.columns()) {
        String name = '"' + column.name() + '"';
        columns.add(
            "case when "
                + name
                + " is not distinct from null then null else format('%s', "
                + name
                + ") end");
      }
      List<byte[]> rows = new ArrayList<>();
      String query = "select " + String.join(", ", columns) + " from " + table;
      try (ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          rows.add(row(row, schema));
        }
      }
      return rows;
    }
  }

  private static byte[] row(ResultSet row, Schema schema) throws SQLException {
    RowWriter out = new RowWriter();
    for (int i = 0; i < schema.width(); i++) {
      String text = row.getString(i + 1);
      if (text == null) {
        out.putNull();
      } else {
        TextFormat.parse(schema.type(i), text, out);
      }
    }
    return out.toBytes();
  }
}
