package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.sql.json.PathNode.Accessor;
import dev.evert.sql.runtime.Numerics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Evaluates a path. In the lax mode arrays are taken apart where single items are wanted, single
 * items stand for arrays of one, and what is not there gives nothing; in the strict mode that is an
 * error.
 */
final class PathEvaluation {
  private final Json document;
  private final Json variables;
  private final boolean strict;
  private final PathPredicates predicates;

  PathEvaluation(Json document, Json variables, boolean strict) {
    this.document = document;
    this.variables = variables;
    this.strict = strict;
    this.predicates = new PathPredicates(this, strict);
  }

  /** What surrounds an expression: the item of a filter, and the array of a subscript. */
  record Surroundings(Json current, int arraySize, boolean lenient) {}

  List<Json> items(PathNode path) {
    return items(path, new Surroundings(document, -1, !strict));
  }

  List<Json> items(PathNode node, Surroundings around) {
    return switch (node) {
      case PathNode.Root _ -> List.of(document);
      case PathNode.Current _ -> List.of(around.current());
      case PathNode.Last _ -> List.of(last(around));
      case PathNode.Variable(String name) -> List.of(variable(name));
      case PathNode.Constant(Json value) -> List.of(value);
      case PathNode.Step step -> steps(step, around);
      case PathNode.Sign sign -> signed(sign, around);
      case PathNode.Arithmetic arithmetic -> List.of(arithmetic(arithmetic, around));
      case PathNode.Predicate predicate -> {
        Boolean truth = predicates.test(predicate, around);
        yield List.of(truth == null ? new Json.Null() : new Json.Bool(truth));
      }
    };
  }

  /** The items, arrays among them taken apart in the lax mode. */
  List<Json> unwrapped(PathNode node, Surroundings around) {
    List<Json> items = items(node, around);
    if (strict) {
      return items;
    }
    List<Json> unwrapped = new ArrayList<>();
    for (Json item : items) {
      if (item instanceof Json.Arr(List<Json> elements)) {
        unwrapped.addAll(elements);
      } else {
        unwrapped.add(item);
      }
    }
    return unwrapped;
  }

  private static Json last(Surroundings around) {
    if (around.arraySize() < 0) {
      throw PathLexer.syntax("LAST is allowed only in array subscripts");
    }
    return new Json.Num(BigDecimal.valueOf(around.arraySize() - 1L));
  }

  private Json variable(String name) {
    Json value = variables instanceof Json.Obj object ? object.members().get(name) : null;
    if (value == null) {
      throw new EvertException(
          ErrorCode.SQL_NAME, "could not find jsonpath variable \"" + name + "\"");
    }
    return value;
  }

  private List<Json> steps(PathNode.Step step, Surroundings around) {
    List<Json> found = new ArrayList<>();
    boolean lenient = around.lenient() || follows(step.from());
    Surroundings inside = new Surroundings(around.current(), around.arraySize(), lenient);
    for (Json item : items(step.from(), around)) {
      step(step.accessor(), item, !strict, inside, found);
    }
    return found;
  }

  /** After all descendants what is not there is no error, in the strict mode either. */
  private static boolean follows(PathNode from) {
    return from instanceof PathNode.Step(PathNode before, Accessor accessor)
        && (accessor instanceof Accessor.Descendants || follows(before));
  }

  private void step(
      Accessor accessor, Json item, boolean unwrap, Surroundings around, List<Json> found) {
    if (unwrap && item instanceof Json.Arr(List<Json> elements) && takesApart(accessor)) {
      elements.forEach(element -> step(accessor, element, false, around, found));
      return;
    }
    switch (accessor) {
      case Accessor.Member(String name) -> member(name, item, around, found);
      case Accessor.AllMembers _ -> {
        if (item instanceof Json.Obj(SequencedMap<String, Json> members)) {
          found.addAll(members.values());
        } else {
          missing(around, "jsonpath wildcard member accessor can only be applied to an object");
        }
      }
      case Accessor.AllElements _ -> {
        if (item instanceof Json.Arr(List<Json> elements)) {
          found.addAll(elements);
        } else if (around.lenient()) {
          found.add(item);
        } else {
          missing(around, "jsonpath wildcard array accessor can only be applied to an array");
        }
      }
      case Accessor.Elements subscripts -> elements(subscripts, item, around, found);
      case Accessor.Descendants levels -> descendants(levels, item, 0, found);
      case Accessor.Filter(PathNode.Predicate predicate) -> {
        Surroundings inside = new Surroundings(item, around.arraySize(), around.lenient());
        if (Boolean.TRUE.equals(predicates.test(predicate, inside))) {
          found.add(item);
        }
      }
      case Accessor.Method(String name) -> {
        if (name.equals("size") && strict && !(item instanceof Json.Arr)) {
          missing(around, "jsonpath item method .size() can only be applied to an array");
        } else {
          found.add(PathMethods.call(name, item));
        }
      }
    }
  }

  private static boolean takesApart(Accessor accessor) {
    return switch (accessor) {
      case Accessor.Member _, Accessor.AllMembers _, Accessor.Filter _ -> true;
      case Accessor.AllElements _, Accessor.Elements _, Accessor.Descendants _ -> false;
      case Accessor.Method(String name) -> !name.equals("type") && !name.equals("size");
    };
  }

  private static void missing(Surroundings around, String message) {
    if (!around.lenient()) {
      throw new EvertException(ErrorCode.JSON_PATH, message);
    }
  }

  private static void member(String name, Json item, Surroundings around, List<Json> found) {
    if (!(item instanceof Json.Obj(SequencedMap<String, Json> members))) {
      missing(around, "jsonpath member accessor can only be applied to an object");
      return;
    }
    Json value = members.get(name);
    if (value == null) {
      missing(around, "JSON object does not contain key \"" + name + "\"");
    } else {
      found.add(value);
    }
  }

  private void elements(
      Accessor.Elements subscripts, Json item, Surroundings around, List<Json> found) {
    if (!(item instanceof Json.Arr) && !around.lenient()) {
      missing(around, "jsonpath array accessor can only be applied to an array");
    }
    List<Json> elements = item instanceof Json.Arr(List<Json> all) ? all : List.of(item);
    Surroundings inside = new Surroundings(around.current(), elements.size(), around.lenient());
    for (PathNode.Range range : subscripts.ranges()) {
      int from = subscript(range.from(), inside);
      PathNode end = range.to();
      int to = end == null ? from : subscript(end, inside);
      if (from < 0 || from > to || to >= elements.size()) {
        missing(around, "jsonpath array subscript is out of bounds");
      }
      for (int i = Math.max(from, 0); i <= Math.min(to, elements.size() - 1); i++) {
        found.add(elements.get(i));
      }
    }
  }

  private int subscript(PathNode node, Surroundings around) {
    List<Json> items = items(node, around);
    if (items.size() != 1 || !(items.getFirst() instanceof Json.Num(BigDecimal value))) {
      throw new EvertException(
          ErrorCode.JSON_PATH, "jsonpath array subscript is not a single numeric value");
    }
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    if (whole.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw new EvertException(
          ErrorCode.JSON_PATH, "jsonpath array subscript is out of integer range");
    }
    return whole.intValue();
  }

  private static void descendants(
      Accessor.Descendants levels, Json item, int level, List<Json> found) {
    boolean leaf = item.isScalar() || children(item).isEmpty();
    boolean onlyDeepest = levels.first() < 0;
    boolean wanted =
        onlyDeepest
            ? item.isScalar()
            : level >= levels.first() && (levels.last() < 0 || level <= levels.last());
    if (wanted) {
      found.add(item);
    }
    if (!leaf && (levels.last() < 0 || level < levels.last())) {
      children(item).forEach(child -> descendants(levels, child, level + 1, found));
    }
  }

  private static List<Json> children(Json item) {
    return switch (item) {
      case Json.Obj(SequencedMap<String, Json> members) -> List.copyOf(members.values());
      case Json.Arr(List<Json> elements) -> elements;
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> List.of();
    };
  }

  private List<Json> signed(PathNode.Sign sign, Surroundings around) {
    List<Json> found = new ArrayList<>();
    for (Json item : unwrapped(sign.operand(), around)) {
      if (!(item instanceof Json.Num(BigDecimal value))) {
        throw new EvertException(
            ErrorCode.JSON_PATH, "operand of unary jsonpath operator is not a numeric value");
      }
      found.add(new Json.Num(sign.negative() ? value.negate() : value));
    }
    return found;
  }

  private Json arithmetic(PathNode.Arithmetic node, Surroundings around) {
    Decimal left = number(node.left(), around, "left", node.operator());
    Decimal right = number(node.right(), around, "right", node.operator());
    Decimal result =
        switch (node.operator()) {
          case '+' -> Numerics.add(left, right);
          case '-' -> Numerics.subtract(left, right);
          case '*' -> Numerics.multiply(left, right);
          case '/' -> Numerics.divide(left, right);
          default -> Numerics.modulo(left, right);
        };
    if (!(result instanceof Decimal.Finite(BigDecimal value))) {
      throw new IllegalStateException("no number: " + result);
    }
    return new Json.Num(value);
  }

  private Decimal number(PathNode node, Surroundings around, String side, char operator) {
    List<Json> items = unwrapped(node, around);
    if (items.size() != 1 || !(items.getFirst() instanceof Json.Num(BigDecimal value))) {
      throw new EvertException(
          ErrorCode.JSON_PATH,
          side + " operand of jsonpath operator " + operator + " is not a single numeric value");
    }
    return Decimal.of(value);
  }
}
