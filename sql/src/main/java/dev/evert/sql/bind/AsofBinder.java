package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.KeyForms;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds joins with the nearest row in time: {@code asof join}, and the version of a row {@code for
 * system_time as of} a moment.
 */
final class AsofBinder {
  private final TableSyntax.AsofJoined joined;
  private final ExpressionBinder binder;
  private final Place place;
  private final int width;
  private final List<Plan.Join.Key> keys = new ArrayList<>();
  private final List<Expression> rest = new ArrayList<>();
  private Expression.@Nullable Compare nearest;

  /** Binds with the columns of both sides in scope, the left ones first. */
  AsofBinder(TableSyntax.AsofJoined joined, int width, ExpressionBinder binder, Place place) {
    this.joined = joined;
    this.width = width;
    this.binder = binder;
    this.place = place;
  }

  /** The plan; conditions beyond keys and times are asked of the row that was found. */
  Plan bind(Tables left, Tables right) {
    Syntax match = joined.match();
    Syntax moment = joined.moment();
    if (match != null) {
      takeNearest(binder.condition(match, "the match condition"), match.span());
    } else if (moment != null) {
      Syntax.Name version = new Syntax.Name(version(right), moment.span());
      takeNearest(
          binder.bind(new Syntax.Operation(">=", List.of(moment, version), moment.span())),
          moment.span());
    }
    Expression on = binder.condition(joined.on(), "the join condition");
    Expressions.conjuncts(on).forEach(this::take);
    if (nearest == null) {
      throw wrong("an asof join needs a comparison of times, as in o.ts >= r.ts");
    }
    boolean outer = joined.kind() == TableSyntax.Kind.LEFT;
    if (outer && !rest.isEmpty()) {
      throw place.unsupported(
          joined.on().span(), "a condition beyond equal keys in an asof left join");
    }
    Asof plan =
        new Asof(
            outer,
            left.plan(),
            right.plan(),
            keys,
            nearest.left(),
            nearest.comparison(),
            Columns.move(nearest.right(), i -> i - width));
    return rest.isEmpty() ? plan : new Plan.Filter(plan, Expressions.and(rest));
  }

  /** The column of the time since when a version is there: the one that the table's key has. */
  private List<String> version(Tables right) {
    List<ScopeColumn> found = new ArrayList<>();
    for (ScopeColumn column : right.columns()) {
      Relation relation = column.relation();
      Type type = column.expression().type().base();
      boolean isTime =
          type == Type.Simple.TIMESTAMP
              || type == Type.Simple.TIMESTAMPTZ
              || type == Type.Simple.DATE;
      if (isTime && relation != null && relation.key().contains(column.name())) {
        found.add(column);
      }
    }
    if (found.size() != 1) {
      throw place.error(
          joined.right().span(),
          ErrorCode.SQL_UNSUPPORTED,
          "for system_time as of needs a table whose key has the time of its versions",
          "Make it part of the primary key, as in primary key (currency, ts), so that former "
              + "versions are kept; or write asof join … match_condition (o.ts >= r.ts).");
    }
    ScopeColumn column = found.getFirst();
    String table = column.table();
    return table == null || table.isEmpty()
        ? List.of(column.name())
        : List.of(table, column.name());
  }

  private void take(Expression condition) {
    if (!(condition instanceof Expression.Compare compare)) {
      rest.add(condition);
      return;
    }
    boolean equal = compare.comparison() == Comparison.EQUAL;
    Expression.Compare sided = sided(compare);
    boolean ordered = !equal && compare.comparison() != Comparison.NOT_EQUAL;
    if (sided != null && equal && KeyForms.alike(sided.left().type(), sided.right().type())) {
      Expression right = Columns.move(sided.right(), i -> i - width);
      keys.add(new Plan.Join.Key(sided.left(), right, false));
    } else if (sided != null && ordered && nearest == null && isPlace(sided)) {
      nearest = sided;
    } else {
      rest.add(condition);
    }
  }

  private void takeNearest(Expression condition, Span span) {
    Expression.Compare sided =
        condition instanceof Expression.Compare compare ? sided(compare) : null;
    boolean ordered =
        sided != null
            && sided.comparison() != Comparison.EQUAL
            && sided.comparison() != Comparison.NOT_EQUAL;
    if (sided == null || !ordered || !isPlace(sided)) {
      throw place.error(
          span,
          ErrorCode.SQL_UNSUPPORTED,
          "the nearest row is found by one comparison of a time or a whole number of each side",
          "Write it as o.ts >= r.ts.");
    }
    nearest = sided;
  }

  private static boolean isPlace(Expression.Compare compare) {
    return Asof.placeBytes(compare.left().type()).isPresent()
        && Asof.placeBytes(compare.left().type()).equals(Asof.placeBytes(compare.right().type()));
  }

  /** The comparison of a left value with a right one; null if it is none. */
  private Expression.@Nullable Compare sided(Expression.Compare compare) {
    if (isLeft(compare.left()) && isRight(compare.right())) {
      return compare;
    }
    Expression first = compare.right();
    Expression second = compare.left();
    return isLeft(first) && isRight(second)
        ? new Expression.Compare(turned(compare.comparison()), first, second)
        : null;
  }

  private boolean isLeft(Expression expression) {
    BitSet columns = Columns.of(expression);
    return !columns.isEmpty() && columns.length() <= width;
  }

  private boolean isRight(Expression expression) {
    BitSet columns = Columns.of(expression);
    return !columns.isEmpty() && columns.nextSetBit(0) >= width;
  }

  private static Comparison turned(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case LESS -> Comparison.GREATER;
      case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
    };
  }

  private RuntimeException wrong(String what) {
    return place.error(joined.span(), ErrorCode.SQL_SYNTAX, what);
  }
}
