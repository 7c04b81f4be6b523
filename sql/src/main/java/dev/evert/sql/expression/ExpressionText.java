package dev.evert.sql.expression;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.ZonedDates;
import dev.evert.sql.runtime.Zones;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Expressions as SQL, for people and to tell them apart: different expressions have different texts
 * if their columns have different names.
 */
public final class ExpressionText {
  /** Whose functions go by the rules of time zones: their version tells them apart. */
  private static final Set<Class<?>> ZONED = Set.of(Zones.class, ZonedDates.class);

  private final IntFunction<String> names;

  private ExpressionText(IntFunction<String> names) {
    this.names = names;
  }

  /** With columns named by a function. */
  public static String of(Expression expression, IntFunction<String> names) {
    return new ExpressionText(names).text(expression);
  }

  /** With columns as {@code #0}. */
  public static String of(Expression expression) {
    return of(expression, index -> "#" + index);
  }

  private String text(Expression expression) {
    return switch (expression) {
      case Expression.Column column -> names.apply(column.index());
      case Expression.Literal literal -> literal(literal);
      case Expression.Parameter parameter -> "$" + parameter.index();
      case OfQuery.Exists _ -> "exists (query)";
      case OfQuery.Single single -> "(query)[" + single.column() + "]";
      case OfQuery.Among among -> "(" + list(among.values()) + ") in (query)";
      case Expression.Call call -> call(call);
      case Expression.Cast(Expression operand, Type.Row type) ->
          text(operand) + "::" + described(type);
      case Expression.Cast(Expression operand, Type type) -> text(operand) + "::" + type.sql();
      case Expression.Compare compare ->
          infix(List.of(compare.left(), compare.right()), compare.comparison().sql());
      case Expression.IsDistinct distinct -> infix(distinct.operands(), "is distinct from");
      case Expression.And and -> infix(and.operands(), "and");
      case Expression.Or or -> infix(or.operands(), "or");
      case Expression.Not not -> "(not " + text(not.operand()) + ")";
      case Expression.IsNull test -> "(" + text(test.operand()) + " is null)";
      case Expression.IsTruth test -> "(" + text(test.operand()) + " is " + test.value() + ")";
      case Expression.Case choice -> choice(choice);
      case Expression.Coalesce coalesce -> "coalesce(" + list(coalesce.operands()) + ")";
      case Expression.Extreme extreme ->
          (extreme.greatest() ? "greatest(" : "least(") + list(extreme.operands()) + ")";
      case Expression.ArrayOf array ->
          "array[" + list(array.operands()) + "]::" + array.type().sql();
      case OfRow.Made row -> "row(" + list(row.operands()) + ")::" + described(row.type());
      case OfRow.Field field -> "(" + text(field.row()) + ")." + (field.index() + 1);
    };
  }

  /** Rows of different types may have one name. */
  private static String described(Type.Row type) {
    return type.fields().stream()
        .map(field -> field.name() + " " + field.type().sql())
        .collect(Collectors.joining(", ", type.sql() + "(", ")"));
  }

  private String call(Expression.Call call) {
    String name = call.function().name();
    boolean operator = !Character.isLetter(name.charAt(0));
    if (operator && call.arguments().size() == 2) {
      return infix(call.arguments(), name);
    }
    boolean zoned = ZONED.contains(call.function().owner());
    String version = zoned ? "[tz " + Zones.dataVersion() + "]" : "";
    return name + version + "(" + list(call.arguments()) + ")";
  }

  private String infix(List<Expression> operands, String operator) {
    return operands.stream()
        .map(this::text)
        .collect(Collectors.joining(" " + operator + " ", "(", ")"));
  }

  private String list(List<Expression> operands) {
    return operands.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private String choice(Expression.Case choice) {
    StringBuilder out = new StringBuilder("case");
    for (Expression.Branch branch : choice.branches()) {
      out.append(" when ").append(text(branch.condition()));
      out.append(" then ").append(text(branch.result()));
    }
    return out.append(" else ").append(text(choice.otherwise())).append(" end").toString();
  }

  private static String literal(Expression.Literal literal) {
    if (literal.field() == null) {
      return "null::" + literal.type().sql();
    }
    StringBuilder value = new StringBuilder();
    TextFormat.format(literal.type(), new RowReader().set(literal.field()), value);
    return switch (literal.type().base()) {
      case Type.Simple.INT4 -> value.toString();
      case Type.Simple.BOOLEAN -> value.charAt(0) == 't' ? "true" : "false";
      case Type.Text text when text.maxLength() == Type.Text.UNBOUNDED -> quoted(value);
      case Type type -> quoted(value) + "::" + type.sql();
    };
  }

  private static String quoted(StringBuilder value) {
    return "'" + value.toString().replace("'", "''") + "'";
  }
}
