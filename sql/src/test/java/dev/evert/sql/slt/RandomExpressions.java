package dev.evert.sql.slt;

import dev.evert.sql.bind.CatalogueLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes random expressions of chosen types, as SQL. */
final class RandomExpressions {
  /** The types, each with a column of the same name with a c before it. */
  static final List<String> TYPES =
      List.of(
          "boolean",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double precision",
          "numeric",
          "text",
          "bpchar",
          "bytea",
          "date",
          "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone",
          "interval",
          "uuid");

  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "real", "double precision", "numeric");

  /** Results of these may differ in the last digit, or take long with large arguments. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "repeat",
          "lpad",
          "rpad",
          "exp",
          "ln",
          "log",
          "log10",
          "power",
          "pow",
          "^",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "atan2",
          "cbrt",
          "sinh",
          "cosh",
          "tanh",
          "asinh",
          "acosh",
          "atanh",
          "cot",
          "sind",
          "cosd",
          "tand",
          "cotd",
          "asind",
          "acosd",
          "atand",
          "atan2d",
          "gamma",
          "lgamma",
          "erf",
          "erfc",
          "factorial",
          "normalize",
          "is_normalized",
          "casefold",
          "||/",
          "sha512",
          "encode",
          "decode",
          "degrees",
          "radians",
          "initcap",
          "upper",
          "lower",
          "extract",
          "date_part",
          "date_trunc",
          "date_bin",
          "to_date",
          "to_timestamp",
          "date_add",
          "date_subtract",
          "make_timestamptz",
          "timezone",
          "like",
          "chr",
          "overlay",
          "translate");

  private static final Map<String, List<CatalogueLines.Line>> BY_RESULT =
      CatalogueLines.all().stream()
          .filter(line -> !LEFT_OUT.contains(line.name()))
          .filter(line -> TYPES.containsAll(line.parameters().stream().map(t -> plain(t)).toList()))
          .collect(Collectors.groupingBy(line -> plain(line.result())));

  private final Random random;

  RandomExpressions(Random random) {
    this.random = random;
  }

  private static String plain(String type) {
    return type.equals("character") ? "bpchar" : type;
  }

  /** The column that holds values of a type. */
  static String column(String type) {
    return "c_" + type.replace(' ', '_');
  }

  String type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  /** An expression of a type. */
  String expression(String type, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return random.nextInt(3) == 0 ? literal(type) : column(type);
    }
    return switch (random.nextInt(12)) {
      case 10, 11 -> special(type, depth - 1);
      case 0 -> choice(type, depth - 1);
      case 1 -> "coalesce(" + two(type, depth) + ")";
      case 2 -> type.equals("uuid") ? column(type) : "greatest(" + two(type, depth) + ")";
      case 3 -> "nullif(" + two(type, depth) + ")";
      case 4 -> cast(type, depth - 1);
      default -> type.equals("boolean") ? condition(depth - 1) : call(type, depth - 1);
    };
  }

  private String two(String type, int depth) {
    return expression(type, depth - 1) + ", " + expression(type, depth - 1);
  }

  private String choice(String type, int depth) {
    return "case when "
        + condition(depth)
        + " then "
        + expression(type, depth)
        + " else "
        + expression(type, depth)
        + " end";
  }

  private String cast(String type, int depth) {
    if (NUMBERS.contains(type)) {
      List<String> numbers = List.copyOf(NUMBERS);
      String from = numbers.stream().sorted().toList().get(random.nextInt(numbers.size()));
      return "(" + expression(from, depth) + ")::" + type;
    }
    return switch (type) {
      case "text" -> "(" + expression(type(), depth) + ")::text";
      case "date", "timestamp without time zone", "timestamp with time zone" -> {
        List<String> moments =
            List.of("date", "timestamp without time zone", "timestamp with time zone");
        yield "(" + expression(moments.get(random.nextInt(3)), depth) + ")::" + type;
      }
      case "time without time zone" ->
          "(" + expression("timestamp without time zone", depth) + ")::" + type;
      case "interval" -> "(" + expression("time without time zone", depth) + ")::" + type;
      default -> "((" + expression(type, depth) + ")::text)::" + type;
    };
  }

  private static final List<String> UNITS =
      List.of(
          "microseconds",
          "milliseconds",
          "second",
          "minute",
          "hour",
          "day",
          "week",
          "month",
          "quarter",
          "year",
          "decade",
          "century",
          "millennium",
          "julian",
          "isoyear",
          "dow",
          "isodow",
          "doy",
          "epoch");

  private String unit() {
    return UNITS.get(random.nextInt(UNITS.size()));
  }

  private String small() {
    return String.valueOf(random.nextInt(12) - 3);
  }

  /** Calls whose arguments are not just any values of their types. */
  private String special(String type, int depth) {
    return switch (type) {
      case "numeric" -> specialNumeric(depth);
      case "double precision" -> "date_part('" + unit() + "', " + timed(depth) + ")";
      case "text" -> specialText(depth);
      case "timestamp without time zone", "interval" ->
          "date_trunc('" + unit() + "', " + expression(type, depth) + ")";
      case "timestamp with time zone" ->
          random.nextBoolean()
              ? "(" + expression("timestamp without time zone", depth) + " at time zone 'UTC')"
              : "date_bin('15 minutes', " + expression(type, depth) + ", '2001-01-01')";
      case "boolean" ->
          "("
              + expression("text", depth)
              + (random.nextBoolean() ? " like " : " not ilike ")
              + literal("text")
              + ")";
      default -> expression(type, depth);
    };
  }

  private String timed(int depth) {
    List<String> types =
        List.of(
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "time without time zone",
            "date");
    return expression(types.get(random.nextInt(types.size())), depth);
  }

  private String specialNumeric(int depth) {
    String argument = expression("numeric", depth);
    return switch (random.nextInt(6)) {
      case 0 -> "extract(" + unit() + " from " + timed(depth) + ")";
      case 1 -> "ln(" + argument + ")";
      case 2 -> "exp(least(" + argument + ", 200))";
      case 3 -> "power(" + argument + ", " + small() + ")";
      case 4 -> "log(" + argument + ")";
      default -> "power(abs(" + argument + "), 0.37)";
    };
  }

  private String specialText(int depth) {
    String argument = expression("text", depth);
    String other = expression("text", depth);
    return switch (random.nextInt(12)) {
      case 0 -> "repeat(" + argument + ", " + small() + ")";
      case 1 -> "lpad(" + argument + ", " + small() + ", " + other + ")";
      case 2 -> "rpad(" + argument + ", " + small() + ")";
      case 3 -> "overlay(" + argument + " placing " + other + " from " + small() + ")";
      case 4 -> "translate(" + argument + ", 'aé%', 'xy')";
      case 5 -> "chr(" + (random.nextInt(300) + 1) + ")";
      case 6 -> "initcap(" + argument + ")";
      case 7 -> "upper(" + argument + ")";
      case 8 -> "lower(" + argument + ")";
      case 9 -> "concat(" + argument + ", " + expression(type(), depth) + ")";
      case 10 -> "concat_ws(" + argument + ", " + other + ", " + expression(type(), depth) + ")";
      default -> "substring(" + argument + " from " + small() + " for " + small() + ")";
    };
  }

  private String call(String type, int depth) {
    List<CatalogueLines.Line> lines = BY_RESULT.getOrDefault(type, List.of());
    if (lines.isEmpty()) {
      return column(type);
    }
    CatalogueLines.Line line = lines.get(random.nextInt(lines.size()));
    List<String> arguments = new ArrayList<>();
    for (String parameter : line.parameters()) {
      String plain = plain(parameter);
      boolean untyped =
          random.nextInt(12) == 0 && line.parameters().size() == 2 && plain.equals("interval");
      arguments.add(untyped ? "'1 day'" : expression(plain, depth));
    }
    if (!line.operator()) {
      return line.name() + "(" + String.join(", ", arguments) + ")";
    }
    return arguments.size() == 1
        ? "(" + line.name() + " " + arguments.getFirst() + ")"
        : "(" + arguments.getFirst() + " " + line.name() + " " + arguments.getLast() + ")";
  }

  private static final List<String> COMPARISONS =
      List.of("=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from");

  private String condition(int depth) {
    if (depth <= 0) {
      return "(" + column("boolean") + ")";
    }
    return switch (random.nextInt(9)) {
      case 0 -> "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
      case 1 -> "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
      case 2 -> "(not " + condition(depth - 1) + ")";
      case 3 -> "((" + expression(type(), depth - 1) + ") is null)";
      case 4 -> "(" + condition(depth - 1) + " is not " + truth() + ")";
      case 5 -> "(" + between(depth - 1) + ")";
      case 6 -> "(" + in(depth - 1) + ")";
      default -> "(" + comparison(depth - 1) + ")";
    };
  }

  private String truth() {
    return List.of("true", "false", "unknown").get(random.nextInt(3));
  }

  private String comparison(int depth) {
    String type = type();
    String other = type;
    if (NUMBERS.contains(type) && random.nextInt(2) == 0) {
      other = NUMBERS.stream().sorted().toList().get(random.nextInt(NUMBERS.size()));
    }
    String sign = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
    return expression(type, depth) + " " + sign + " " + expression(other, depth);
  }

  private String between(int depth) {
    String type = type();
    return expression(type, depth)
        + (random.nextBoolean() ? " between " : " not between ")
        + expression(type, depth)
        + " and "
        + expression(type, depth);
  }

  private String in(int depth) {
    String type = type();
    return expression(type, depth)
        + (random.nextBoolean() ? " in (" : " not in (")
        + two(type, depth + 1)
        + ")";
  }

  /** A constant of a type. */
  String literal(String type) {
    if (random.nextInt(8) == 0) {
      return "null::" + type;
    }
    String value = new RandomValues(random).value(type);
    return "'" + value.replace("'", "''") + "'::" + type;
  }
}
