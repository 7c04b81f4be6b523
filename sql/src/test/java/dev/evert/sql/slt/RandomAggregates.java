package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes random aggregates whose results do not depend on anything that is left open. */
final class RandomAggregates {
  private final Random random;
  private final List<String> numbers;
  private final List<String> texts;

  /**
   * Of these columns.
   *
   * @param texts at least one
   */
  RandomAggregates(Random random, List<String> numbers, List<String> texts) {
    this.random = random;
    this.numbers = numbers;
    this.texts = texts;
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A whole number, of which equal ones look the same. */
  private String whole() {
    return pick(numbers) + "::int";
  }

  private String text() {
    return pick(texts) + "::text";
  }

  private String order() {
    return pick(List.of("", " desc", " nulls first", " desc nulls last"));
  }

  String next() {
    return switch (random.nextInt(5)) {
      case 0 -> statistic();
      case 1 -> collected();
      case 2 -> distinct();
      case 3 -> placed();
      default -> json();
    };
  }

  private String statistic() {
    String exact = pick(List.of("int", "bigint", "numeric"));
    return switch (random.nextInt(7)) {
      case 0 -> "var_pop(" + pick(numbers) + "::" + exact + ")";
      case 1 -> "variance(" + pick(numbers) + "::" + exact + ")";
      case 2 -> "stddev(" + pick(numbers) + "::" + exact + ")";
      case 3 -> "stddev_pop(distinct " + whole() + ")";
      case 4 -> pick(List.of("bit_and", "bit_or", "bit_xor")) + "(" + whole() + ")";
      case 5 -> "regr_count(" + pick(numbers) + ", " + pick(numbers) + ")";
      default -> "regr_sxx(" + whole() + ", " + whole() + ")::numeric(12, 6)";
    };
  }

  private String collected() {
    String value = random.nextBoolean() ? whole() : text();
    String text = text();
    return switch (random.nextInt(3)) {
      case 0 -> "array_agg(" + value + " order by " + value + order() + ")";
      case 1 -> "string_agg(" + text + ", '-' order by " + text + order() + ")";
      default -> "string_agg(" + text + ", '' order by " + whole() + order() + ", " + text + ")";
    };
  }

  private String distinct() {
    String value = random.nextBoolean() ? whole() : text();
    return switch (random.nextInt(5)) {
      case 0 -> "array_agg(distinct " + value + ")";
      case 1 -> "array_agg(distinct " + value + " order by " + value + order() + ")";
      case 2 -> "count(distinct (" + value + ", " + whole() + "))";
      case 3 -> "avg(distinct " + whole() + ")";
      default -> "string_agg(distinct " + text() + ", ',')";
    };
  }

  private String placed() {
    String value = random.nextBoolean() ? whole() : text();
    String fraction = pick(List.of("0", "0.25", "0.5", "0.8", "1"));
    String row = random.nextInt(5) + ") within group (order by " + whole() + order() + ")";
    return switch (random.nextInt(6)) {
      case 0 -> "mode() within group (order by " + value + order() + ")";
      case 1 -> "percentile_disc(" + fraction + ") within group (order by " + value + order() + ")";
      case 2 ->
          "percentile_cont(array[0.5, " + fraction + "]) within group (order by " + whole() + ")";
      case 3 -> "rank(" + row;
      case 4 -> "dense_rank(" + row;
      default -> "cume_dist(" + row + "::numeric(12, 6)";
    };
  }

  private String json() {
    String value = random.nextBoolean() ? whole() : text();
    return switch (random.nextInt(3)) {
      case 0 -> "json_agg(" + value + " order by " + value + order() + ")";
      case 1 -> "jsonb_agg(distinct " + value + ")";
      default ->
          "jsonb_object_agg(coalesce("
              + text()
              + ", '?'), "
              + value
              + " order by "
              + value
              + order()
              + ")";
    };
  }

  /** The groups, or several sets of them, which are told apart by one more item. */
  static String sets(Random random, List<String> groups, List<String> items) {
    String all = String.join(", ", groups);
    if (random.nextInt(4) != 0) {
      return all;
    }
    items.add("grouping(" + all + ")");
    String last = groups.getLast();
    return switch (random.nextInt(4)) {
      case 0 -> "rollup (" + all + ")";
      case 1 -> "cube (" + all + ")";
      case 2 -> "grouping sets ((" + all + "), (" + last + "), ())";
      default -> groups.getFirst() + ", rollup (" + last + ")";
    };
  }
}
