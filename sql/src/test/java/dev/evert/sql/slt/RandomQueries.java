package dev.evert.sql.slt;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes random queries over three small tables. */
final class RandomQueries {
  /** What the tables are made by. */
  static final List<String> TABLES =
      List.of(
          "create table r (id int primary key, a int, b bigint, s text, n numeric, c char(3))",
          "create table q (a int, s text, f float8, primary key (a, s))",
          "create table m (a int, b int, n numeric(6,2))");

  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("id", "a", "b", "s", "n", "c"), List.of("a", "s", "f"), List.of("a", "b", "n"));
  private static final List<String> NAMES = List.of("r", "q", "m");
  private static final List<String> NUMBERS = List.of("id", "a", "b", "n", "f");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", ">=", "is distinct from");

  /** How deep queries lie in the place of tables. */
  private static final int MAX_DEPTH = 2;

  private final Random random;
  private int aliases;
  private int depth;

  /** Columns that may be named, qualified, and the tables that have them; perhaps with a key. */
  private record From(String sql, List<String> numbers, List<String> texts, String key) {}

  RandomQueries(Random random) {
    this.random = random;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  /** A query whose rows do not depend on the order of anything. */
  String query() {
    aliases = 0;
    depth = 0;
    return switch (random.nextInt(16)) {
      case 13 -> recursive();
      case 14 -> unnested();
      case 15 -> derivedWindow();
      case 0 -> union();
      case 11 -> sets();
      case 12 -> lateral();
      case 1 -> top();
      case 8, 9 -> windowed();
      case 10 -> ranked();
      case 2, 3, 4 -> grouped();
      default -> plain(1 + random.nextInt(3));
    };
  }

  private From from() {
    From from = table();
    for (int i = random.nextInt(3); i > 0; i--) {
      from = joined(from, table());
    }
    return from;
  }

  private From table() {
    String alias = "t" + aliases++;
    if (depth < MAX_DEPTH && one(7)) {
      return derived(alias);
    }
    int table = random.nextInt(3);
    List<String> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (String column : COLUMNS.get(table)) {
      (NUMBERS.contains(column) ? numbers : texts).add(alias + "." + column);
    }
    String source = NAMES.get(table);
    if (one(5)) {
      source = "(select * from " + source + " where a > " + random.nextInt(3) + ")";
    } else if (one(6)) {
      source = "(select distinct * from " + source + ")";
    }
    return new From(source + " as " + alias, numbers, texts, "");
  }

  /** A query in the place of a table. */
  private From derived(String alias) {
    depth++;
    String sql =
        switch (random.nextInt(6)) {
          case 0 -> sets();
          case 1 -> derivedGroups();
          case 2 -> new RandomRecursion(random, "w" + aliases++).query();
          case 3 -> derivedWindow();
          case 4 -> unnested();
          default -> whole();
        };
    depth--;
    return new From(
        "(" + sql + ") as " + alias, List.of(alias + ".c0", alias + ".c1"), List.of(), "");
  }

  private String derivedGroups() {
    From from = from();
    String group = pick(whole(from)) + "::int";
    String by = one(4) ? "rollup (" + group + ")" : group;
    return "select %s as c0, count(*)::int as c1 from %s%s group by %s"
        .formatted(group, from.sql(), where(from), by);
  }

  private String derivedWindow() {
    From from = from();
    String part = pick(whole(from));
    String order = pick(whole(from));
    String function = pick(List.of("rank()", "dense_rank()", "count(*)", "sum(" + part + ")"));
    return "select %s::int as c0, (%s over (partition by %s order by %s))::int as c1 from %s%s"
        .formatted(pick(whole(from)), function, part, order, from.sql(), where(from));
  }

  /** What can be reached, and what is to be said of it. */
  private String recursive() {
    String rows = new RandomRecursion(random, "w" + aliases++).query();
    if (one(2)) {
      return rows;
    }
    From table = table();
    return "select x.c0, x.c1, %s from (%s) x %s %s on x.c%d = %s"
        .formatted(
            value(table),
            rows,
            pick(List.of("join", "left join", "full join")),
            table.sql(),
            random.nextInt(2),
            pick(table.numbers()));
  }

  /** The rows of functions of rows. */
  private String unnested() {
    From from = from();
    String first = pick(whole(from)) + "::int";
    String second = pick(whole(from)) + "::int";
    String call =
        switch (random.nextInt(4)) {
          case 0 -> "unnest(array[" + first + ", " + second + ", 3])";
          case 1 -> "generate_series(" + first + ", 3)";
          case 2 -> "unnest(array_remove(array[" + first + ", 1], null))";
          default -> "generate_series(0, least(" + second + ", 3))";
        };
    String kind = one(2) ? " cross join lateral " : " left join lateral ";
    String on = kind.contains("left") ? " on " + (one(2) ? "true" : "u.v > 1") : "";
    String columns = one(2) ? " as u (v)" : " with ordinality as u (v, o)";
    String place = columns.contains("o)") ? "u.o::int" : first;
    return "select u.v::int as c0, %s as c1 from %s%s%s%s%s%s"
        .formatted(place, from.sql(), kind, call, columns, on, where(from));
  }

  private static List<String> whole(From from) {
    return from.numbers().stream().filter(c -> !c.endsWith(".n") && !c.endsWith(".f")).toList();
  }

  private From joined(From left, From right) {
    List<String> numbers = new ArrayList<>(left.numbers());
    numbers.addAll(right.numbers());
    List<String> texts = new ArrayList<>(left.texts());
    texts.addAll(right.texts());
    From both = new From("", numbers, texts, "");
    String kind =
        pick(List.of("join", "join", "left join", "left join", "right join", "full join"));
    String on = pick(left.numbers()) + " = " + pick(right.numbers());
    if (!left.texts().isEmpty() && !right.texts().isEmpty() && one(3)) {
      on = pick(left.texts()) + " = " + pick(right.texts());
    }
    if (one(3) && !kind.equals("full join")) {
      on += " and " + plainCondition(both);
    }
    String sql = left.sql() + " " + kind + " " + right.sql() + " on " + on;
    return new From(sql, numbers, texts, "");
  }

  /** Without queries inside: PostgreSQL has them everywhere, we not on both sides of a join. */
  private String plainCondition(From from) {
    return pick(from.numbers()) + " " + pick(COMPARISONS) + " " + pick(from.numbers());
  }

  private String condition(From from) {
    if (one(8)) {
      return one(2) ? rows(random, from).condition() : subqueries(from).condition();
    }
    return switch (random.nextInt(7)) {
      case 0 -> "(" + condition(from) + " or " + condition(from) + ")";
      case 1 -> "not (" + condition(from) + ")";
      case 2 -> pick(from.numbers()) + " is " + (one(2) ? "not " : "") + "null";
      case 3 ->
          from.texts().isEmpty()
              ? condition(from)
              : pick(from.texts()) + " like '%" + word() + "%'";
      case 4 -> pick(from.numbers()) + " in (1, " + random.nextInt(4) + ")";
      default -> number(from) + " " + pick(COMPARISONS) + " " + number(from);
    };
  }

  private String number(From from) {
    return switch (random.nextInt(5)) {
      case 0 -> String.valueOf(random.nextInt(5));
      case 1 -> "coalesce(" + pick(from.numbers()) + ", 0)";
      case 2 -> "(" + pick(from.numbers()) + " + " + random.nextInt(3) + ")";
      default -> pick(from.numbers());
    };
  }

  private static RandomRowValues rows(Random random, From from) {
    return new RandomRowValues(random, whole(from));
  }

  private RandomSubqueries subqueries(From from) {
    return new RandomSubqueries(random, whole(from), "t" + aliases++);
  }

  /** Operations on sets of rows whose values look the same if they are equal. */
  private String sets() {
    String operator = pick(List.of("intersect", "except")) + (one(2) ? " all " : " ");
    String first = "select c0, c1 from (" + whole() + ") x ";
    return first + operator + "select c0, c1 from (" + whole() + ") y";
  }

  private String whole() {
    From from = from();
    List<String> whole = whole(from);
    return "select %s::int as c0, %s::int as c1 from %s%s"
        .formatted(pick(whole), pick(whole), from.sql(), where(from));
  }

  /** Each row with those of a query that reads it. */
  private String lateral() {
    From from = from();
    String kind = one(2) ? " cross join lateral " : " left join lateral ";
    String on = kind.contains("left") ? " on " + (one(2) ? "true" : "v > 1") : "";
    String rows = subqueries(from).rows() + " as l";
    return "select " + value(from) + " as c, v from " + from.sql() + kind + rows + on + where(from);
  }

  private String value(From from) {
    if (one(9)) {
      return one(2) ? rows(random, from).value() : subqueries(from).value();
    }
    if (!from.texts().isEmpty() && one(3)) {
      return one(2) ? pick(from.texts()) : "upper(" + pick(from.texts()) + ") || '.'";
    }
    return one(6) ? "(" + condition(from) + ")" : number(from);
  }

  private String where(From from) {
    return one(2) ? " where " + condition(from) + (one(3) ? " and " + condition(from) : "") : "";
  }

  private String plain(int width) {
    From from = from();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      items.add(value(from) + " as c" + i);
    }
    String distinct = one(4) ? "distinct " : "";
    return "select " + distinct + String.join(", ", items) + " from " + from.sql() + where(from);
  }

  private String union() {
    String all = one(2) ? " union all " : " union ";
    return "select c0::text from ("
        + all(1)
        + ") x"
        + all
        + "select c0::text from ("
        + all(1)
        + ") y";
  }

  /** All rows: which of several equal numbers distinct ones show is left open. */
  private String all(int width) {
    return plain(width).replaceFirst("^select distinct ", "select ");
  }

  /** All that is seen is ordered by, so that equal places do not matter. */
  private String top() {
    int width = 1 + random.nextInt(2);
    String order = width == 1 ? "1" : "2 desc, 1";
    return "select * from ("
        + plain(width)
        + ") x order by "
        + order
        + (one(3) ? " nulls first" : "")
        + " limit "
        + random.nextInt(5)
        + (one(3) ? " offset 1" : "");
  }

  /** A table whose rows can be told apart by columns. */
  private From single() {
    String table = one(2) ? "r" : "q";
    String alias = "t" + aliases++;
    String key = table.equals("r") ? alias + ".id" : alias + ".a, " + alias + ".s";
    boolean wide = table.equals("r");
    List<String> numbers = wide ? List.of("id", "a", "b", "n") : List.of("a", "f");
    List<String> texts = wide ? List.of("s", "c") : List.of("s");
    return new From(
        table + " as " + alias,
        numbers.stream().map(c -> alias + "." + c).toList(),
        texts.stream().map(c -> alias + "." + c).toList(),
        key);
  }

  private String windowed() {
    From from = one(3) ? from() : single();
    RandomOver over = new RandomOver(random, from.numbers(), from.texts(), from.key());
    List<String> items = new ArrayList<>(List.of(value(from)));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      items.add(over.call());
    }
    String distinct = one(6) ? "distinct " : "";
    return "select " + distinct + String.join(", ", items) + " from " + from.sql() + where(from);
  }

  /** The first rows of all, or of parts. */
  private String ranked() {
    From from = single();
    RandomOver over = new RandomOver(random, from.numbers(), from.texts(), from.key());
    String value = value(from);
    String part = exact(from);
    int most = random.nextInt(4);
    String rows = from.sql() + where(from);
    return switch (random.nextInt(6)) {
      case 0, 1 ->
          over.limited(rows, value, "row_number()", part, over.order(true), most)
              + (one(3) ? " and n > 1" : "");
      case 2 -> over.limited(rows, value, "rank()", part, over.order(false), most);
      case 3 -> over.limited(rows, value, "dense_rank()", part, over.order(false), most);
      case 4 -> {
        String order = over.order(true);
        yield "select distinct on (%s) %s, %s from %s order by %s, %s"
            .formatted(part, part, value, rows, part, order);
      }
      default ->
          "select c0, c1 from (%s) x order by 1%s fetch first %d rows with ties"
              .formatted(plain(2), one(3) ? " desc" : "", most);
    };
  }

  private String grouped() {
    From from = from();
    List<String> items = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String group = exact(from);
      groups.add(group);
      items.add(group);
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      items.add(aggregate(from));
    }
    String by = groups.isEmpty() ? "" : " group by " + RandomAggregates.sets(random, groups, items);
    String having = one(4) ? " having count(*) > " + random.nextInt(3) : "";
    return "select " + String.join(", ", items) + " from " + from.sql() + where(from) + by + having;
  }

  /** A value by which groups look the same whatever row they are shown by. */
  private String exact(From from) {
    String value = one(2) && !from.texts().isEmpty() ? pick(from.texts()) : pick(from.numbers());
    return value.endsWith(".n") || value.endsWith(".f") ? "(" + value + " > 1)" : value;
  }

  private String aggregate(From from) {
    String filter = one(4) ? " filter (where " + condition(from) + ")" : "";
    String number = pick(from.numbers());
    if (!from.texts().isEmpty() && one(2)) {
      return new RandomAggregates(random, from.numbers(), from.texts()).next();
    }
    return switch (random.nextInt(8)) {
      case 0 -> "count(*)" + filter;
      case 1 -> "count(" + number + ")" + filter;
      case 2 -> "count(distinct " + number + ")" + filter;
      case 3 -> "sum(" + number + ")" + filter;
      case 4 -> "avg(" + number + "::numeric)" + filter;
      case 5 -> "min(" + number + " + 0)" + filter;
      case 6 -> "max(" + value(from) + "::text)" + filter;
      default -> "sum(distinct " + number + "::int)" + filter;
    };
  }

  private String word() {
    return pick(List.of("a", "b", "ab"));
  }
}
