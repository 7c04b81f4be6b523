package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes calls of window functions whose results do not depend on the order of equal rows. */
final class RandomOver {
  private final Random random;
  private final List<String> numbers;
  private final List<String> texts;
  private final String unique;

  /**
   * Makes calls.
   *
   * @param numbers columns of numbers
   * @param texts other columns
   * @param unique columns that no two rows are equal in, or an empty string
   */
  RandomOver(Random random, List<String> numbers, List<String> texts, String unique) {
    this.random = random;
    this.numbers = numbers;
    this.texts = texts;
    this.unique = unique;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private String column() {
    return !texts.isEmpty() && one(3) ? pick(texts) : pick(numbers);
  }

  /** A call. */
  String call() {
    if (one(5)) {
      return aggregate() + " over (" + partition() + ")";
    }
    if (one(5)) {
      String order = partition() + " order by " + pick(numbers) + direction();
      return aggregate() + " over (" + order + " " + range() + ")";
    }
    boolean total = !unique.isEmpty() && one(2);
    String order = partition() + " order by " + order(total);
    return total
        ? positional() + " over (" + order + frame(true) + ")"
        : ranked() + " over (" + order + frame(false) + ")";
  }

  private String partition() {
    return one(3) ? "" : "partition by " + column() + (one(4) ? ", " + column() : "");
  }

  private String direction() {
    return (one(3) ? " desc" : "") + (one(3) ? pick(List.of(" nulls first", " nulls last")) : "");
  }

  /** What rows are ordered by; {@code total} if no two are to be equal in it. */
  String order(boolean total) {
    return column() + direction() + (total ? ", " + unique : "");
  }

  private String ranked() {
    return switch (random.nextInt(6)) {
      case 0 -> "rank()";
      case 1 -> "dense_rank()";
      case 2 -> "percent_rank()";
      case 3 -> "cume_dist()";
      default -> aggregate();
    };
  }

  private String positional() {
    String value = pick(numbers);
    return switch (random.nextInt(9)) {
      case 0 -> "row_number()";
      case 1 -> "lag(" + value + ", " + random.nextInt(4) + ")";
      case 2 -> "lead(" + value + ", " + random.nextInt(4) + ", -1)";
      case 3 -> "ntile(" + (1 + random.nextInt(5)) + ")";
      case 4 -> "first_value(" + value + ")";
      case 5 -> "last_value(" + value + ")";
      case 6 -> "nth_value(" + value + ", " + (1 + random.nextInt(3)) + ")";
      case 7 -> "array_agg(" + pick(numbers) + "::int)";
      default -> aggregate();
    };
  }

  private String aggregate() {
    String value = pick(numbers);
    String filter = one(5) ? " filter (where " + pick(numbers) + " > 1)" : "";
    String call =
        switch (random.nextInt(7)) {
          case 0 -> "count(*)";
          case 1 -> "count(" + value + ")";
          case 2 -> "sum(" + value + ")";
          case 3 -> "avg(" + value + "::numeric)";
          case 4 -> "min(" + value + " + 0)";
          case 5 -> "max(" + value + " + 0)";
          default -> "bool_or(" + value + " = 2)";
        };
    return call + filter;
  }

  /** Rows can be counted where no two are equal. */
  private String frame(boolean rows) {
    if (one(3)) {
      return "";
    }
    String unit =
        rows ? pick(List.of("rows", "groups", "range")) : pick(List.of("groups", "range"));
    int start = random.nextInt(unit.equals("range") ? 2 : 4);
    int end = random.nextInt(unit.equals("range") ? 2 : 4);
    String from =
        switch (start) {
          case 0 -> "unbounded preceding";
          case 1 -> "current row";
          case 2 -> random.nextInt(4) + " preceding";
          default -> random.nextInt(3) + " following";
        };
    String to =
        switch (end) {
          case 0 -> "unbounded following";
          case 1 -> start == 3 ? "unbounded following" : "current row";
          case 2 -> start == 1 || start == 3 ? "2 following" : random.nextInt(4) + " preceding";
          default -> random.nextInt(3) + " following";
        };
    return " " + unit + " between " + from + " and " + to + exclusion();
  }

  private String range() {
    return "range between "
        + pick(List.of("unbounded preceding", "1 preceding", "2 preceding", "current row"))
        + " and "
        + pick(List.of("current row", "1 following", "2 following", "unbounded following"))
        + exclusion();
  }

  private String exclusion() {
    return one(3) ? " exclude " + pick(List.of("current row", "group", "ties", "no others")) : "";
  }

  /** A query of the first rows of each part, by a function that ranks them. */
  String limited(String rows, String value, String rank, String part, String order, int most) {
    String columns = one(2) ? "v, n" : "v";
    String partition = one(4) ? "" : "partition by " + part;
    return "select %s from (select %s as v, %s over (%s order by %s) as n from %s) x where n %s %d"
        .formatted(
            columns, value, rank, partition, order, rows, pick(List.of("<=", "<", "=")), most);
  }
}
