package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.json.PathEvaluation.Surroundings;
import dev.evert.sql.json.PathNode.Predicate;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Predicates of paths: true, false, or as null unknown, as they also are after an error. */
final class PathPredicates {
  private final PathEvaluation paths;
  private final boolean strict;

  PathPredicates(PathEvaluation paths, boolean strict) {
    this.paths = paths;
    this.strict = strict;
  }

  @Nullable Boolean test(Predicate predicate, Surroundings around) {
    return switch (predicate) {
      case PathNode.Compare compare ->
          pairs(
              compare.left(),
              compare.right(),
              around,
              (left, right) -> compare(compare.operator(), left, right));
      case PathNode.Logical logical -> logical(logical, around);
      case PathNode.Not(Predicate operand) -> {
        Boolean truth = test(operand, around);
        yield truth == null ? null : Boolean.valueOf(!truth);
      }
      case PathNode.IsUnknown(Predicate operand) -> test(operand, around) == null;
      case PathNode.Exists(PathNode path) -> exists(path, around);
      case PathNode.StartsWith(PathNode whole, PathNode beginning) ->
          pairs(whole, beginning, around, PathPredicates::startsWith);
      case PathNode.LikeRegex regex ->
          pairs(
              regex.whole(),
              new PathNode.Constant(new Json.Null()),
              around,
              (item, _) ->
                  item instanceof Json.Str(String text)
                      ? Boolean.valueOf(regex.regex().isFoundIn(text.codePoints().toArray()))
                      : null);
    };
  }

  private @Nullable Boolean logical(PathNode.Logical logical, Surroundings around) {
    Boolean left = test(logical.left(), around);
    boolean decided = left != null && left != logical.and();
    if (decided) {
      return left;
    }
    Boolean right = test(logical.right(), around);
    return Boolean.valueOf(logical.and()).equals(right) ? left : right;
  }

  private @Nullable Boolean exists(PathNode path, Surroundings around) {
    try {
      return !paths.items(path, around).isEmpty();
    } catch (EvertException e) {
      requireDataError(e);
      return null;
    }
  }

  /** Only what the document causes makes a predicate unknown. */
  private static void requireDataError(EvertException e) {
    boolean limits = e.code() == ErrorCode.LIMIT_EXCEEDED || e.code() == ErrorCode.SQL_NAME;
    if (limits || e.code() == ErrorCode.SQL_UNSUPPORTED) {
      throw e;
    }
  }

  /** Whether the test holds for a pair of items; in the strict mode all are looked at. */
  private @Nullable Boolean pairs(
      PathNode left,
      PathNode right,
      Surroundings around,
      BiFunction<Json, Json, @Nullable Boolean> test) {
    List<Json> lefts;
    List<Json> rights;
    try {
      lefts = paths.unwrapped(left, around);
      rights = paths.unwrapped(right, around);
    } catch (EvertException e) {
      requireDataError(e);
      return null;
    }
    boolean found = false;
    boolean unknown = false;
    for (Json one : lefts) {
      for (Json other : rights) {
        Boolean truth = test.apply(one, other);
        if (truth == null) {
          if (strict) {
            return null;
          }
          unknown = true;
        } else if (truth) {
          if (!strict) {
            return true;
          }
          found = true;
        }
      }
    }
    return found ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
  }

  private static @Nullable Boolean startsWith(Json whole, Json beginning) {
    return (whole instanceof Json.Str(String text) && beginning instanceof Json.Str(String start))
        ? Boolean.valueOf(text.startsWith(start))
        : null;
  }

  private static @Nullable Boolean compare(String operator, Json left, Json right) {
    boolean unequal = operator.equals("!=") || operator.equals("<>");
    boolean nulls = left instanceof Json.Null || right instanceof Json.Null;
    if (nulls && !(left instanceof Json.Null && right instanceof Json.Null)) {
      return unequal;
    }
    Integer order = order(left, right);
    if (order == null) {
      return null;
    }
    return switch (operator) {
      case "==" -> order == 0;
      case "!=", "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static @Nullable Integer order(Json left, Json right) {
    return switch (left) {
      case Json.Null _ -> 0;
      case Json.Bool(boolean one) ->
          right instanceof Json.Bool(boolean other) ? (Integer) Boolean.compare(one, other) : null;
      case Json.Num(BigDecimal one) ->
          right instanceof Json.Num(BigDecimal other) ? (Integer) one.compareTo(other) : null;
      case Json.Str(String one) ->
          right instanceof Json.Str(String other) ? (Integer) one.compareTo(other) : null;
      case Json.Obj _, Json.Arr _ -> null;
    };
  }
}
