package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes random queries that stand inside expressions, or beside a row. */
final class RandomSubqueries {
  private static final List<String> TABLES = List.of("r", "q", "m");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Random random;
  private final List<String> outer;
  private final String table;
  private final String alias;

  /**
   * Of queries over one of the tables.
   *
   * @param outer columns of the row around, numbers, qualified
   * @param alias that nobody else has
   */
  RandomSubqueries(Random random, List<String> outer, String alias) {
    this.random = random;
    this.outer = outer;
    this.alias = alias;
    this.table = pick(TABLES);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String column() {
    List<String> columns =
        switch (table) {
          case "r" -> List.of("id", "a", "b");
          case "q" -> List.of("a");
          default -> List.of("a", "b");
        };
    return alias + "." + pick(columns);
  }

  private String from() {
    return " from " + table + " as " + alias;
  }

  /** Tied to the row around by an equality, by something else, or not at all. */
  private String where() {
    String own = one(3) ? " and " + column() + " > " + random.nextInt(3) : "";
    return switch (random.nextInt(5)) {
      case 0 -> " where " + column() + " <> " + random.nextInt(4) + own;
      case 1 -> " where " + column() + " " + pick(COMPARISONS) + " " + pick(outer) + own;
      default -> " where " + column() + " = " + pick(outer) + own;
    };
  }

  private String limit() {
    return one(6) ? " order by 1 nulls last limit " + (1 + random.nextInt(2)) : "";
  }

  /** A condition on the row around. */
  String condition() {
    String value = pick(outer);
    return switch (random.nextInt(7)) {
      case 0, 1 -> (one(2) ? "not " : "") + "exists (select 1" + from() + where() + ")";
      case 2, 3 ->
          value
              + (one(2) ? " not in" : " in")
              + " (select "
              + column()
              + from()
              + (one(2) ? where() : "")
              + limit()
              + ")";
      case 4 ->
          value
              + " "
              + pick(COMPARISONS)
              + (one(2) ? " any" : " all")
              + " (select "
              + column()
              + from()
              + where()
              + ")";
      case 5 ->
          "("
              + value
              + ", "
              + pick(outer)
              + ") in (select "
              + column()
              + ", "
              + column()
              + from()
              + (one(2) ? where() : "")
              + ")";
      default -> value + " " + pick(COMPARISONS) + " " + value();
    };
  }

  /** A number for the row around. */
  String value() {
    String aggregate = pick(List.of("max", "min", "count", "sum"));
    String distinct = one(5) ? "distinct " : "";
    String call = aggregate + "(" + distinct + column() + ")";
    return "(select " + call + (one(4) ? " + 1" : "") + from() + where() + ")";
  }

  /** Rows beside the row around, of one column named v. */
  String rows() {
    return switch (random.nextInt(5)) {
      case 0 -> "(select " + column() + " as v" + from() + where() + ")";
      case 1 -> "(select distinct " + column() + " as v" + from() + where() + limit() + ")";
      case 2 -> "(select count(*) as v" + from() + where() + ")";
      case 3 -> "(select " + column() + " as v" + from() + where() + " group by 1)";
      default ->
          "(select " + pick(outer) + " as v union all select " + column() + from() + where() + ")";
    };
  }
}
