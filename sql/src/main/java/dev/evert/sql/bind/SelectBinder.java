package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.GroupBy;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TableSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds one {@code select} with the order and limit that belong to it. */
final class SelectBinder {
  private final Query.Select select;
  private final Ordering ordering;
  private final FromBinder from;
  private final Place place;

  SelectBinder(Query.Select select, Ordering ordering, FromBinder from, Place place) {
    this.select = select;
    this.ordering = ordering;
    this.from = from;
    this.place = place;
  }

  /** An expression of the select list, with its name and place. */
  record Output(String name, Expression expression, Span span) {}

  Plan bind() {
    Tables tables = tables();
    Scope scope = from.scope(tables.columns());
    Plan input = filtered(tables.plan(), scope);
    if (!Grouped.isGrouped(select, ordering)) {
      ExpressionBinder binder = binder(scope, AggregateCalls.none(place, "this place"));
      List<Output> outputs = outputs(scope, binder);
      return finish(input, outputs, sorts(binder, outputs));
    }
    return grouped(input, scope);
  }

  private Tables tables() {
    TableSyntax table = select.from();
    if (table == null) {
      return new Tables(new Plan.Values(List.of(), List.of(List.of())), List.of());
    }
    return from.bind(table);
  }

  private Plan filtered(Plan input, Scope scope) {
    Syntax where = select.where();
    if (where == null) {
      return input;
    }
    ExpressionBinder binder = binder(scope, AggregateCalls.none(place, "where"));
    return new Plan.Filter(input, binder.condition(where, "the argument of where"));
  }

  private ExpressionBinder binder(Scope scope, AggregateCalls aggregates) {
    return from.expressions(scope, aggregates);
  }

  private Plan grouped(Plan input, Scope scope) {
    ExpressionBinder plain = binder(scope, AggregateCalls.none(place, "another aggregate"));
    Grouping grouping = new Grouping(input, scope, plain, place);
    ExpressionBinder binder = binder(scope, grouping);
    addGroups(grouping, scope);
    List<Output> outputs = outputs(scope, binder);
    Syntax having = select.having();
    Expression condition =
        having == null ? null : binder.condition(having, "the argument of having");
    List<Plan.Sort> sorts = sorts(binder, outputs);
    Span span = select.span();
    outputs.forEach(output -> grouping.require(output.expression(), output.span(), binder));
    if (having != null && condition != null) {
      grouping.require(condition, having.span(), binder);
    }
    sorts.forEach(sort -> grouping.require(sort.expression(), span, binder));
    return regrouped(grouping, outputs, condition, sorts);
  }

  private void addGroups(Grouping grouping, Scope scope) {
    GroupBy groupBy = select.groupBy();
    if (groupBy == null) {
      return;
    }
    List<List<Integer>> sets = new ArrayList<>();
    for (List<Syntax> set : new GroupSets(place).of(groupBy, select.span())) {
      sets.add(
          set.stream()
              .map(group -> grouping.addGroup(groupExpression(group, scope), group.span()))
              .distinct()
              .sorted()
              .toList());
    }
    if (!groupBy.isSimple()) {
      grouping.setSets(groupBy.distinct() ? sets.stream().distinct().toList() : sets);
    }
  }

  private Plan regrouped(
      Grouping grouping,
      List<Output> outputs,
      @Nullable Expression condition,
      List<Plan.Sort> sorts) {
    Plan plan = grouping.plan();
    if (condition != null) {
      plan = new Plan.Filter(plan, grouping.rewrite(condition));
    }
    List<Output> rewritten =
        outputs.stream()
            .map(o -> new Output(o.name(), grouping.rewrite(o.expression()), o.span()))
            .toList();
    List<Plan.Sort> order =
        sorts.stream()
            .map(s ->
                new Plan.Sort(grouping.rewrite(s.expression()), s.descending(), s.nullsFirst()))
            .toList();
    return finish(plan, rewritten, order);
  }

  /** A name is first a column of the tables and then one of the select list. */
  private Expression groupExpression(Syntax group, Scope scope) {
    ExpressionBinder binder = binder(scope, AggregateCalls.none(place, "group by"));
    Optional<Integer> ordinal = Ordinals.of(group, select.items().size(), place);
    if (ordinal.isPresent()) {
      return binder.bindKnown(select.items().get(ordinal.get()).expression());
    }
    if (group instanceof Syntax.Name name
        && name.parts().size() == 1
        && scope.findOwn(name) == null) {
      List<Expression> named =
          select.items().stream()
              .filter(item -> !(item.expression() instanceof Syntax.Star))
              .filter(item -> name.last().equals(outputName(item)))
              .map(item -> binder.bindKnown(item.expression()))
              .distinct()
              .toList();
      requireOne(named, name);
      if (!named.isEmpty()) {
        return named.getFirst();
      }
    }
    return binder.bindKnown(group);
  }

  private List<Output> outputs(Scope scope, ExpressionBinder binder) {
    List<Output> outputs = new ArrayList<>();
    if (select.items().isEmpty()) {
      throw place.unsupported(select.span(), "a select list without columns");
    }
    for (Query.Item item : select.items()) {
      if (item.expression() instanceof Syntax.Star star) {
        for (ScopeColumn column : scope.star(star)) {
          outputs.add(new Output(column.name(), column.expression(), star.span()));
        }
      } else {
        outputs.add(
            new Output(outputName(item), binder.bind(item.expression()), item.expression().span()));
      }
    }
    return outputs;
  }

  private static String outputName(Query.Item item) {
    String alias = item.alias();
    return alias == null ? Naming.of(item.expression()) : alias;
  }

  private List<Plan.Sort> sorts(ExpressionBinder binder, List<Output> outputs) {
    return ordering.items().stream()
        .map(item -> ordering.sort(item, sortExpression(item, binder, outputs), place))
        .toList();
  }

  /** A name is first a column of the select list and then one of the tables. */
  private Expression sortExpression(
      Query.SortItem item, ExpressionBinder binder, List<Output> outputs) {
    Syntax syntax = item.expression();
    Optional<Integer> ordinal = Ordinals.of(syntax, outputs.size(), place);
    if (ordinal.isPresent()) {
      return known(outputs.get(ordinal.get()).expression(), syntax.span(), binder);
    }
    if (syntax instanceof Syntax.Name name && name.parts().size() == 1) {
      List<Expression> named =
          outputs.stream()
              .filter(output -> output.name().equals(name.last()))
              .map(Output::expression)
              .distinct()
              .toList();
      requireOne(named, name);
      if (!named.isEmpty()) {
        return known(named.getFirst(), syntax.span(), binder);
      }
    }
    return binder.bindKnown(syntax);
  }

  private void requireOne(List<Expression> named, Syntax.Name name) {
    if (named.size() > 1) {
      throw place.error(
          name.span(),
          ErrorCode.SQL_NAME,
          "\"" + name.last() + "\" is ambiguous: the select list has it more than once",
          "Give each column of the select list its own name.");
    }
  }

  private static Expression known(Expression expression, Span span, ExpressionBinder binder) {
    return Types.isUnknown(expression.type())
        ? binder.coercion().implicit(expression, Type.Text.ANY, span)
        : expression;
  }

  private Plan finish(Plan input, List<Output> outputs, List<Plan.Sort> sorts) {
    List<Expression> expressions = outputs.stream().map(Output::expression).toList();
    List<String> names = outputs.stream().map(Output::name).toList();
    Plan plan = new Plan.Project(input, expressions, names);
    if (!select.distinct() && !ordering.limit().limits()) {
      return plan;
    }
    plan = Unknowns.resolved(plan, new Coercion(place));
    if (select.distinct()) {
      Equality.require(plan, place, select.span());
      plan = new Plan.Distinct(plan);
      return ordering.apply(plan, visible(sorts, expressions));
    }
    return top(input, (Plan.Project) plan, sorts, expressions);
  }

  /** What distinct rows are ordered by must be part of them. */
  private List<Plan.Sort> visible(List<Plan.Sort> sorts, List<Expression> outputs) {
    List<Plan.Sort> visible = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      Plan.Sort sort = sorts.get(i);
      int column = outputs.indexOf(sort.expression());
      if (column < 0) {
        throw place.error(
            ordering.items().get(i).expression().span(),
            ErrorCode.SQL_SYNTAX,
            "for select distinct, what order by names must be in the select list");
      }
      visible.add(at(sort, column));
    }
    return visible;
  }

  private static Plan.Sort at(Plan.Sort sort, int column) {
    Expression expression = sort.expression();
    return new Plan.Sort(
        new Expression.Column(column, expression.type(), expression.nullable()),
        sort.descending(),
        sort.nullsFirst());
  }

  /** Rows are ordered with the values that they are ordered by at their end. */
  private Plan top(
      Plan input, Plan.Project project, List<Plan.Sort> sorts, List<Expression> outputs) {
    List<Expression> expressions = new ArrayList<>(project.expressions());
    List<String> names = new ArrayList<>(project.names());
    List<Plan.Sort> placed = new ArrayList<>();
    for (Plan.Sort sort : sorts) {
      int column = outputs.indexOf(sort.expression());
      if (column < 0) {
        column = expressions.size();
        expressions.add(sort.expression());
        names.add("order");
      }
      placed.add(at(sort, column));
    }
    Plan top = ordering.apply(new Plan.Project(input, expressions, names), placed);
    int width = project.width();
    if (expressions.size() == width) {
      return top;
    }
    List<Expression> kept =
        IntStream.range(0, width).mapToObj(i -> (Expression) top.column(i)).toList();
    return new Plan.Project(top, kept, project.names());
  }
}
