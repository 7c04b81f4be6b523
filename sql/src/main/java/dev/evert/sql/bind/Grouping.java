package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the groups and aggregates of one select. Aggregates are bound to columns far beyond
 * those of the input; {@link #rewrite} puts them, and the groups, to their places in the plan of
 * the groups.
 */
final class Grouping implements AggregateCalls {
  private static final int FIRST_MEASURE = 1 << 20;

  /** The column that says which of several sets a row is of. */
  private static final int SET = FIRST_MEASURE - 1;

  private final Plan input;
  private final Scope scope;
  private final Place place;
  private final List<Expression> groups = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private final AggregateBinder aggregates;
  private final ExpressionBinder arguments;
  private @Nullable List<List<Integer>> sets;

  /**
   * No groups yet.
   *
   * @param arguments binds the arguments of aggregates
   */
  Grouping(Plan input, Scope scope, ExpressionBinder arguments, Place place) {
    this.input = input;
    this.scope = scope;
    this.place = place;
    this.arguments = arguments;
    this.aggregates = new AggregateBinder(arguments, place, this::column);
  }

  /** Returns the group's place. */
  int addGroup(Expression group, Span span) {
    Equality.require(group.type(), place, span);
    if (!groups.contains(group)) {
      groups.add(group);
    }
    return groups.indexOf(group);
  }

  /** Whether there is any aggregate. */
  boolean hasMeasures() {
    return !measures.isEmpty();
  }

  /** Groups by several sets of the groups. */
  void setSets(List<List<Integer>> sets) {
    this.sets = sets;
  }

  @Override
  public Expression bind(Syntax.Call call) {
    return call.name().equals("grouping") ? groupingOf(call) : aggregates.bind(call);
  }

  /** Which of the groups a row is not one of, a bit for each, the last one's lowest. */
  private Expression groupingOf(Syntax.Call call) {
    List<Integer> asked = new ArrayList<>();
    for (Syntax argument : call.arguments()) {
      int group = groups.indexOf(arguments.bindKnown(argument));
      if (group < 0) {
        throw place.error(
            argument.span(), ErrorCode.SQL_SYNTAX, "an argument of grouping must be in group by");
      }
      asked.add(group);
    }
    if (call.aggregates() || asked.isEmpty() || asked.size() >= Integer.SIZE) {
      throw place.error(call.span(), ErrorCode.SQL_SYNTAX, "grouping takes 1 to 31 groups");
    }
    return sets == null ? Expressions.ofInt(0) : ofSet(sets.stream().map(s -> mask(s, asked)));
  }

  private static int mask(List<Integer> set, List<Integer> asked) {
    int mask = 0;
    for (int group : asked) {
      mask = 2 * mask + (set.contains(group) ? 0 : 1);
    }
    return mask;
  }

  /** A number for each set. */
  private static Expression ofSet(Stream<Integer> numbers) {
    List<Integer> all = numbers.toList();
    Expression set = new Expression.Column(SET, Type.Simple.INT4, false);
    List<Expression.Branch> branches = new ArrayList<>();
    for (int i = 0; i < all.size() - 1; i++) {
      Expression is = new Expression.Compare(Comparison.EQUAL, set, Expressions.ofInt(i));
      branches.add(new Expression.Branch(is, Expressions.ofInt(all.get(i))));
    }
    Expression last = Expressions.ofInt(all.getLast());
    return branches.isEmpty() ? last : new Expression.Case(branches, last);
  }

  @Override
  public Expression bind(Syntax.Windowed windowed) {
    throw AggregateCalls.noWindow(place, windowed, "this place");
  }

  /** The column that stands for a measure: one for all that are equal. */
  private Expression column(Measure measure) {
    int known = measures.indexOf(measure);
    int index = known >= 0 ? known : measures.size();
    if (known < 0) {
      measures.add(measure);
    }
    return new Expression.Column(
        FIRST_MEASURE + index, measure.function().result(), !measure.isCount());
  }

  /**
   * Fails if the expression reads a column that is neither a group nor inside an aggregate; what
   * the primary key among the groups determines becomes a group.
   */
  void require(Expression expression, Span span, ExpressionBinder binder) {
    if (groups.contains(expression)) {
      return;
    }
    if (expression instanceof Expression.Column column && column.index() < SET) {
      if (!determined(column)) {
        throw ungrouped(binder.writtenName(column.index(), span));
      }
      addDetermined(column);
    }
    expression.operands().forEach(operand -> require(operand, span, binder));
  }

  private void addDetermined(Expression column) {
    int place = groups.size();
    groups.add(column);
    if (sets != null) {
      sets =
          sets.stream().map(set -> Stream.concat(set.stream(), Stream.of(place)).toList()).toList();
    }
  }

  private boolean determined(Expression.Column column) {
    return scope.columns().stream()
        .filter(c -> c.expression().equals(column))
        .map(ScopeColumn::relation)
        .anyMatch(relation -> relation != null && isKeyGrouped(relation));
  }

  private boolean isKeyGrouped(Relation relation) {
    return !relation.key().isEmpty()
        && relation.key().stream()
            .allMatch(name ->
                scope.columns().stream()
                    .anyMatch(c ->
                        relation.equals(c.relation())
                            && c.name().equals(name)
                            && isInAllSets(c.expression())));
  }

  private boolean isInAllSets(Expression group) {
    int index = groups.indexOf(group);
    return index >= 0 && (sets == null || sets.stream().allMatch(set -> set.contains(index)));
  }

  private RuntimeException ungrouped(Syntax.Name name) {
    return place.error(
        name.span(),
        ErrorCode.SQL_SYNTAX,
        "column \"" + String.join(".", name.parts()) + "\" must be in group by or in an aggregate");
  }

  /** The expression over the columns of {@link #plan}. */
  Expression rewrite(Expression expression) {
    int group = groups.indexOf(expression);
    if (group >= 0) {
      boolean nullable = sets != null || expression.nullable();
      return new Expression.Column(group, expression.type(), nullable);
    }
    if (expression instanceof Expression.Column column && column.index() == SET) {
      return new Expression.Column(groups.size() + measures.size(), column.type(), false);
    }
    if (expression instanceof Expression.Column column && column.index() < Windows.FIRST) {
      return new Expression.Column(
          column.index() - FIRST_MEASURE + groups.size(), column.type(), column.nullable());
    }
    return Expressions.withOperands(
        expression, expression.operands().stream().map(this::rewrite).toList());
  }

  /**
   * The groups' columns, then the aggregates, and which set a row is of where there are several. Of
   * all rows there is one group at least.
   */
  Plan plan() {
    if (sets != null) {
      return new GroupingSets(input, groups, sets, measures);
    }
    boolean nothing = groups.isEmpty() && measures.isEmpty();
    return new Plan.Aggregate(input, groups, nothing ? List.of(Measure.COUNT) : measures);
  }
}
