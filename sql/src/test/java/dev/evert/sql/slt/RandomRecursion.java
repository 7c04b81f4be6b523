package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes random recursive queries over the tables of {@link RandomQueries}; all of them end. */
final class RandomRecursion {
  /** Tables that are read as edges, with where an edge comes from and where it goes. */
  private static final List<List<String>> EDGES =
      List.of(
          List.of("m", "a", "b"),
          List.of("m", "b", "a"),
          List.of("r", "a", "b"),
          List.of("r", "id", "a"),
          List.of("r", "b", "id"),
          List.of("q", "a", "length(s)"));

  private final Random random;
  private final String name;
  private final List<String> edge;

  /**
   * Makes queries.
   *
   * @param name that nobody else has
   */
  RandomRecursion(Random random, String name) {
    this.random = random;
    this.name = name;
    this.edge = pick(EDGES);
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  /** A query with two columns, c0 and c1, that are whole numbers. */
  String query() {
    String body =
        switch (random.nextInt(4)) {
          case 0 -> closure();
          case 1 -> ends();
          default -> walk();
        };
    String with = "with recursive " + name + " (x, y) as (" + body + ") ";
    return with
        + switch (random.nextInt(4)) {
          case 0 -> "select x as c0, count(*)::int as c1 from " + name + " group by x";
          case 1 -> "select x as c0, min(y) as c1 from " + name + " group by x";
          default -> "select x as c0, y as c1 from " + name;
        };
  }

  private String edges(String alias) {
    return "(select %s::int as f, %s::int as t from %s) as %s"
        .formatted(edge.get(1), edge.get(2), edge.get(0), alias);
  }

  /** All pairs of which one can be reached from the other; perhaps by halves. */
  private String closure() {
    return "select f, t from "
        + edges("e")
        + " union select w.x, e.t from "
        + name
        + " w join "
        + edges("e")
        + " on e.f = w.y"
        + (one(3) ? " where " + condition("w", "e") : "");
  }

  /** What can be reached from some places, and how far at most. */
  private String ends() {
    return base() + " union " + step("w.y + 0", " where " + condition("w", "e"));
  }

  private String base() {
    return one(3)
        ? "select " + random.nextInt(3) + ", 0"
        : "select " + edge.get(1) + "::int, 0 from " + edge.get(0);
  }

  /** Walks of a few steps. */
  private String walk() {
    String all = one(2) ? " union all " : " union ";
    String most = " where w.y < " + (1 + random.nextInt(3));
    String more = one(3) ? " and " + condition("w", "e") : "";
    return base() + all + step("w.y + 1", most + more);
  }

  private String step(String count, String where) {
    String from = name + " w join " + edges("e") + " on e.f = w.x";
    return switch (random.nextInt(8)) {
      case 0 -> "select distinct e.t, " + count + " from " + from + where;
      case 1 ->
          "select coalesce(o.b, e.t), %s from %s left join m o on o.a = e.t%s"
              .formatted(count, from, where);
      case 2 ->
          "select e.t, %s from %s%s and exists (select 1 from q o where o.a = e.t)"
              .formatted(count, from, where);
      case 3 ->
          "select e.t, %s from %s%s and e.t not in (select o.a from r o where o.a > 2)"
              .formatted(count, from, where);
      case 4 ->
          "select t, y from (select e.t, %s as y, rank() over (partition by w.y order by e.t) as k"
                  .formatted(count)
              + " from "
              + from
              + where
              + ") v where k < 3";
      case 5 ->
          "select l.v, %s from %s, lateral (select max(o.b) as v from m o where o.a = e.t) l%s"
              .formatted(count, from, where);
      case 6 ->
          "select (select count(*)::int from m o where o.a = e.t), %s from %s%s"
              .formatted(count, from, where);
      default -> "select e.t, " + count + " from " + from + where;
    };
  }

  private String condition(String left, String right) {
    return switch (random.nextInt(3)) {
      case 0 -> left + ".x <> " + right + ".t";
      case 1 -> right + ".t < " + (2 + random.nextInt(3));
      default -> right + ".t is not null";
    };
  }
}
