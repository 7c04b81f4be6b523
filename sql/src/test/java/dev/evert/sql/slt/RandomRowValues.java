package dev.evert.sql.slt;

import java.util.List;
import java.util.Random;

/** Makes conditions on rows of several values, and such rows as values. */
final class RandomRowValues {
  private static final List<String> COMPARISONS =
      List.of("=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from");

  private final Random random;
  private final List<String> whole;

  /** Of columns with whole numbers. */
  RandomRowValues(Random random, List<String> whole) {
    this.random = random;
    this.whole = whole;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String number() {
    return random.nextInt(4) == 0 ? String.valueOf(random.nextInt(4)) : pick(whole) + "::int";
  }

  private String row() {
    return "row(" + number() + ", " + number() + ")";
  }

  String condition() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> row() + " " + pick(COMPARISONS) + " " + row();
      case 2 -> row() + " in (" + row() + ", " + row() + ")";
      case 3 -> row() + " in (select x.a, x.b::int from m x)";
      case 4 -> row() + " is " + (random.nextBoolean() ? "not " : "") + "null";
      default -> row() + " = any (array[" + row() + ", " + row() + "])";
    };
  }

  String value() {
    return switch (random.nextInt(4)) {
      case 0 -> "(" + row() + ").f" + (1 + random.nextInt(2));
      case 1 -> "greatest(" + row() + ", " + row() + ")::text";
      case 2 -> "case when " + condition() + " then " + row() + " end::text";
      default -> row() + "::text";
    };
  }
}
