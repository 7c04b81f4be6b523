package dev.evert.sql.bind;

import dev.evert.dataflow.Node.Top.Extent;
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
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds one {@code select} with the order and limit that belong to it. */
final class SelectBinder {
  private final Query.Select select;
  private final SelectedRows functions;
  private final Ordering ordering;
  private final FromBinder from;
  private final Place place;

  SelectBinder(SelectedRows functions, Ordering ordering, FromBinder from, Place place) {
    this.select = functions.select();
    this.functions = functions;
    this.ordering = ordering;
    this.from = from;
    this.place = place;
  }

  /** An expression of the select list, with its name and place. */
  record Output(String name, Expression expression, Span span) {}

  /**
   * What a select asks of its rows.
   *
   * @param on what distinct on names
   */
  private record Selected(
      List<Output> outputs,
      List<Plan.Sort> sorts,
      List<Expression> on,
      @Nullable Expression qualify) {

    /** All but the outputs. */
    List<Expression> others() {
      List<Expression> all = new ArrayList<>(on);
      sorts.forEach(sort -> all.add(sort.expression()));
      if (qualify != null) {
        all.add(qualify);
      }
      return all;
    }

    Selected map(UnaryOperator<Expression> rule) {
      return new Selected(
          outputs.stream()
              .map(o -> new Output(o.name(), rule.apply(o.expression()), o.span()))
              .toList(),
          sorts.stream().map(sort -> sort.map(rule)).toList(),
          on.stream().map(rule).toList(),
          qualify == null ? null : rule.apply(qualify));
    }
  }

  Plan bind() {
    Tables rows = functions.beside(filtered(tables()), from);
    Plan input = rows.plan();
    Scope scope = from.scope(rows.columns());
    ExpressionBinder plain = binder(scope, AggregateCalls.none(place, "another aggregate"));
    Grouping grouping = new Grouping(input, scope, plain, place);
    addGroups(grouping, scope);
    Windows windows = windows(scope, grouping);
    ExpressionBinder binder = binder(scope, windows);
    Selected selected = selected(scope, binder, windows);
    boolean grouped = select.groupBy() != null || select.having() != null || grouping.hasMeasures();
    return grouped
        ? grouped(grouping, windows, binder, selected, scope)
        : finish(windows.plan(input, e -> e), selected.map(e -> windows.place(e, input.width())));
  }

  private Tables tables() {
    TableSyntax table = select.from();
    if (table == null) {
      return new Tables(new Plan.Values(List.of(), List.of(List.of())), List.of());
    }
    return from.bind(table);
  }

  private Tables filtered(Tables tables) {
    Syntax where = select.where();
    if (where == null) {
      return tables;
    }
    Scope scope = from.scope(tables.columns());
    ExpressionBinder binder = binder(scope, AggregateCalls.none(place, "where"));
    Expression condition = binder.condition(where, "the argument of where");
    return new Tables(new Plan.Filter(tables.plan(), condition), tables.columns());
  }

  private ExpressionBinder binder(Scope scope, AggregateCalls aggregates) {
    return from.expressions(scope, aggregates);
  }

  private Plan grouped(
      Grouping grouping, Windows windows, ExpressionBinder binder, Selected selected, Scope scope) {
    Syntax having = select.having();
    Expression condition =
        having == null
            ? null
            : binder(scope, Windows.inside(grouping, place, "having"))
                .condition(having, "the argument of having");
    Span span = select.span();
    selected
        .outputs()
        .forEach(output -> grouping.require(output.expression(), output.span(), binder));
    if (having != null && condition != null) {
      grouping.require(condition, having.span(), binder);
    }
    selected.others().forEach(expression -> grouping.require(expression, span, binder));
    windows.expressions().forEach(expression -> grouping.require(expression, span, binder));
    return regrouped(grouping, windows, condition, selected);
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
      Grouping grouping, Windows windows, @Nullable Expression condition, Selected selected) {
    Plan groups = grouping.plan();
    Plan plan = condition == null ? groups : new Plan.Filter(groups, grouping.rewrite(condition));
    return finish(
        windows.plan(plan, grouping::rewrite),
        selected.map(e -> windows.place(grouping.rewrite(e), groups.width())));
  }

  private Windows windows(Scope scope, AggregateCalls aggregates) {
    ExpressionBinder arguments =
        binder(scope, Windows.inside(aggregates, place, "another window function"));
    AggregateCalls none = AggregateCalls.none(place, "a constant");
    ExpressionBinder constants = binder(from.scope(List.of()), none);
    return new Windows(select.windows(), aggregates, arguments, constants, place);
  }

  /** All that is asked of the rows, but for how they come about. */
  private Selected selected(Scope scope, ExpressionBinder binder, Windows windows) {
    List<Output> outputs = outputs(scope, binder);
    List<Plan.Sort> sorts = sorts(binder, outputs);
    List<Expression> on = new ArrayList<>();
    for (Syntax syntax : select.distinctOn()) {
      Query.SortItem item = new Query.SortItem(syntax, false, false);
      Expression expression = sortExpression(item, binder, outputs);
      Equality.require(expression.type(), place, syntax.span());
      on.add(expression);
    }
    Syntax qualify = select.qualify();
    Expression condition =
        qualify == null
            ? null
            : binder(withOutputs(scope, outputs), windows)
                .condition(qualify, "the argument of qualify");
    return new Selected(outputs, sorts, on, condition);
  }

  /** A name that no table has may be one of the select list. */
  private Scope withOutputs(Scope scope, List<Output> outputs) {
    List<ScopeColumn> columns = new ArrayList<>(scope.columns());
    for (Output output : outputs) {
      Syntax.Name name = new Syntax.Name(List.of(output.name()), output.span());
      boolean known = scope.columns().stream().anyMatch(c -> c.name().equals(output.name()));
      if (!known && !Types.isUnknown(output.expression().type())) {
        columns.add(new ScopeColumn(null, name.last(), output.expression(), true));
      }
    }
    return from.scope(columns);
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
              .filter(item -> !isMany(item.expression()))
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

  /** Whether it stands for several columns. */
  private static boolean isMany(Syntax syntax) {
    return syntax instanceof Syntax.Star || syntax instanceof Syntax.FieldsOf;
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
      } else if (item.expression() instanceof Syntax.FieldsOf fields) {
        outputs.addAll(binder.fields(fields));
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

  private Plan finish(Plan rows, Selected selected) {
    Expression qualify = selected.qualify();
    Plan input = qualify == null ? rows : new Plan.Filter(rows, qualify);
    List<Expression> expressions = selected.outputs().stream().map(Output::expression).toList();
    List<String> names = selected.outputs().stream().map(Output::name).toList();
    List<Plan.Sort> sorts = selected.sorts();
    Plan plan = new Plan.Project(input, expressions, names);
    if (!select.distinct() && !ordering.applies()) {
      return plan;
    }
    plan = Unknowns.resolved(plan, new Coercion(place));
    if (!selected.on().isEmpty()) {
      requirePrefix(selected);
      return top(input, (Plan.Project) plan, selected, expressions);
    }
    if (select.distinct()) {
      Equality.require(plan, place, select.span());
      List<Expression> known = ((Plan.Project) plan).expressions();
      return ordering.apply(new Plan.Distinct(plan), visible(sorts, known));
    }
    return top(input, (Plan.Project) plan, selected, expressions);
  }

  /** What distinct on names must be what order by begins with, in any order. */
  private void requirePrefix(Selected selected) {
    List<Expression> open = new ArrayList<>(selected.on());
    for (int i = 0; i < selected.sorts().size() && !open.isEmpty(); i++) {
      Expression expression = selected.sorts().get(i).expression();
      if (!selected.on().contains(expression)) {
        throw place.error(
            ordering.items().get(i).expression().span(),
            ErrorCode.SQL_SYNTAX,
            "what distinct on names must be what order by begins with");
      }
      open.removeIf(expression::equals);
    }
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
  private Plan top(Plan input, Plan.Project project, Selected selected, List<Expression> outputs) {
    List<Expression> expressions = new ArrayList<>(project.expressions());
    List<String> names = new ArrayList<>(project.names());
    List<Plan.Sort> placed = new ArrayList<>();
    List<Plan.Sort> sorts = new ArrayList<>(selected.sorts());
    selected.on().forEach(expression -> sorts.add(new Plan.Sort(expression, false, false)));
    for (Plan.Sort sort : sorts) {
      int column = outputs.indexOf(sort.expression());
      if (column < 0) {
        column = expressions.size();
        expressions.add(sort.expression());
        names.add("order");
      }
      placed.add(at(sort, column));
    }
    Plan rows = new Plan.Project(input, expressions, names);
    int ordered = selected.sorts().size();
    List<Plan.Sort> order = placed.subList(0, ordered);
    if (!selected.on().isEmpty()) {
      List<Expression> parts =
          placed.subList(ordered, placed.size()).stream().map(Plan.Sort::expression).toList();
      rows = new Plan.Top(rows, parts, order, 0, 1, Extent.ROWS);
    }
    Plan top = ordering.apply(rows, order);
    int width = project.width();
    if (expressions.size() == width) {
      return top;
    }
    List<Expression> kept =
        IntStream.range(0, width).mapToObj(i -> (Expression) top.column(i)).toList();
    return new Plan.Project(top, kept, project.names());
  }
}
