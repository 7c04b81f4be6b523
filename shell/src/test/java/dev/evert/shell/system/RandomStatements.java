package dev.evert.shell.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statements that define and change things, each of which can be carried out after the others. */
final class RandomStatements {
  /** What views are made by; {@code %s} is the name of a view before, which has columns g and n. */
  private static final List<String> QUERIES =
      List.of(
          "select g, count(*) as n from t group by g",
          "select g, sum(v) as n from t where v > 10 group by g",
          "select t.g, count(*) as n from t join u on t.g = u.g group by t.g",
          "select g, n * 2 as n from %s where n > 1",
          "select coalesce(a.g, u.g) as g, count(u.w) as n from %s a full join u on a.g = u.g"
              + " group by coalesce(a.g, u.g)",
          "select g, v as n from (select *, row_number() over (partition by g order by v, k) as r"
              + " from t) as ranked where r = 1");

  private final Random random;
  private final List<String> views = new ArrayList<>();
  private int keys;
  private int names;

  RandomStatements(Random random) {
    this.random = random;
  }

  /** What comes first. */
  static List<String> first() {
    return List.of(
        "create table t (k int primary key, g int not null, v int)",
        "create table u (g int, w text)",
        "create materialized view v0 as select g, count(*) as n from t group by g");
  }

  String next() {
    return switch (random.nextInt(12)) {
      case 0 -> create();
      case 1 -> views.isEmpty() || random.nextBoolean() ? create() : drop();
      case 2, 3 -> "update t set v = v + 1, g = " + group() + " where k % 7 = " + random.nextInt(7);
      case 4 -> "delete from t where k % 11 = " + random.nextInt(11);
      case 5 -> "delete from u where g = " + group();
      case 6, 7 -> "insert into u values (" + group() + ", 'w'), (" + group() + ", null)";
      case 8 -> "update t set k = k + 1000000 where k = " + (1 + random.nextInt(keys + 1));
      default -> insert();
    };
  }

  private int group() {
    return random.nextInt(10);
  }

  private String create() {
    String name = "v" + ++names;
    String below = views.isEmpty() ? "v0" : views.get(random.nextInt(views.size()));
    String query = QUERIES.get(random.nextInt(QUERIES.size()));
    views.add(name);
    return "create materialized view " + name + " as " + query.formatted(below);
  }

  private String drop() {
    String name = views.getFirst();
    views.clear(); // those over it go with it, and others are not built upon any more
    return "drop materialized view " + name + " cascade";
  }

  private String insert() {
    int first = keys + 1;
    keys += 1 + random.nextInt(random.nextInt(8) == 0 ? 20_000 : 20);
    return "insert into t select x, x % 10, x % 100 from generate_series("
        + first
        + ", "
        + keys
        + ") as x";
  }
}
