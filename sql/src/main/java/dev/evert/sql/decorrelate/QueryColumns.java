package dev.evert.sql.decorrelate;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Function;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.runtime.Cardinality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Extends rows by columns from which the values of queries that they ask can be told. */
final class QueryColumns {
  /** What is computed without tables is computed over one row without columns. */
  static final Plan ONE_ROW = new Plan.Values(List.of(), List.of(List.of()));

  private static final Function AT_MOST_ONE =
      new Function(
          "at_most_one",
          Cardinality.class,
          "atMostOne",
          List.of(Type.Simple.INT8),
          Type.Simple.BOOLEAN,
          false);

  private final Map<Asked, Answer> answers = new HashMap<>();
  private Plan plan;

  QueryColumns(Plan plan) {
    this.plan = plan;
  }

  /** A query with what its parameters stand for. */
  private record Asked(Plan query, List<Expression> parameters) {}

  /**
   * Where the columns of a query's only row are.
   *
   * @param outputs over the extended rows
   * @param rows how many rows there are, where there may be several; null otherwise
   */
  private record Answer(List<Expression> outputs, @Nullable Expression rows) {}

  /** The rows with the columns added so far. */
  Plan plan() {
    return plan;
  }

  /** The expression with its queries replaced by what the columns tell. */
  Expression replace(Expression expression) {
    return Expressions.rewrite(
        expression,
        node ->
            switch (node) {
              case OfQuery.Exists exists ->
                  exists(Decorrelation.query(exists.query()), exists.parameters());
              case OfQuery.Among among -> among(among);
              case OfQuery.Single single -> single(single);
              case Expression other -> other;
            });
  }

  private Expression single(OfQuery.Single single) {
    Asked asked = new Asked(Decorrelation.query(single.query()), single.parameters());
    Answer answer = answers.computeIfAbsent(asked, this::answer);
    Expression value = answer.outputs().get(single.column());
    Expression rows = answer.rows();
    if (rows == null) {
      return value;
    }
    Expression one = new Expression.Call(AT_MOST_ONE, List.of(rows), Type.Simple.BOOLEAN);
    return new Expression.Case(
        List.of(new Expression.Branch(one, value)), Expressions.ofNull(value.type()));
  }

  private Answer answer(Asked asked) {
    Summary summary = Summary.of(asked.query());
    if (summary != null) {
      return summarized(summary, asked.parameters());
    }
    Keyed keyed = new Dependence(plan, asked.parameters()).keyed(asked.query());
    int first = plan.width();
    if (keyed.isSingle()) {
      join(keyed);
      return new Answer(columns(first + keyed.width(), asked.query().width()), null);
    }
    join(counted(keyed));
    int rows = first + keyed.width();
    return new Answer(columns(rows + 1, asked.query().width()), plan.column(rows));
  }

  /** The value over nothing is that of a row for which nothing is found. */
  private Answer summarized(Summary summary, List<Expression> parameters) {
    Plan.Aggregate aggregate = summary.aggregate();
    Keyed input = new Dependence(plan, parameters).keyed(aggregate.input());
    Fronted fronted = new Fronted(input.width());
    Plan groups = input.width() == 0 ? aggregate : fronted.aggregate(aggregate, input.plan());
    int first = plan.width() + input.width();
    join(input.with(groups));
    List<Expression> measures = new ArrayList<>();
    for (int i = 0; i < aggregate.measures().size(); i++) {
      measures.add(DomainPush.orEmpty(aggregate.measures().get(i), plan.column(first + i)));
    }
    return new Answer(summary.outputs(measures, parameters), null);
  }

  /** How many rows there are for each combination, and a value of each column. */
  private static Keyed counted(Keyed keyed) {
    Plan rows = keyed.plan();
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure(new AggregateFunction.Count(), Expressions.TRUE, "rows"));
    for (int i = keyed.width(); i < rows.width(); i++) {
      Expression column = rows.column(i);
      measures.add(new Measure(new AggregateFunction.Min(column.type()), column, "value"));
    }
    return keyed.with(new Plan.Aggregate(rows, new Fronted(keyed.width()).front(rows), measures));
  }

  private void join(Keyed right) {
    plan = leftJoin(right.plan(), right.conditions(plan.width()));
  }

  private Plan leftJoin(Plan right, List<Expression> conditions) {
    Expression condition = Expressions.and(conditions);
    return new Plan.Join(
        JoinType.LEFT,
        plan,
        right,
        List.of(),
        condition.equals(Expressions.TRUE) ? null : condition);
  }

  private List<Expression> columns(int from, int count) {
    return plan.columns().subList(from, from + count);
  }

  private Expression exists(Plan query, List<Expression> parameters) {
    return mark(new Dependence(plan, parameters).keyed(query), List.of());
  }

  /** Whether there is a row of the combination whose first columns are equal to values. */
  private Expression mark(Keyed keyed, List<Expression> values) {
    Plan rows = keyed.plan();
    int width = keyed.width() + values.size();
    List<Expression> conditions = new ArrayList<>(keyed.conditions(plan.width()));
    for (int i = 0; i < values.size(); i++) {
      int column = keyed.width() + i;
      conditions.add(
          Keyed.equal(values.get(i), rows.fields().get(column).at(plan.width() + column)));
    }
    Plan distinct = width == 0 ? anyRow(rows) : new Plan.Distinct(Decorrelation.first(rows, width));
    plan = leftJoin(flagged(distinct), conditions);
    return new Expression.Not(new Expression.IsNull(plan.column(plan.width() - 1)));
  }

  /** One row if there is any. */
  private static Plan anyRow(Plan rows) {
    return new Plan.Distinct(new Plan.Project(rows, List.of(Expressions.TRUE), List.of("any")));
  }

  private static Plan flagged(Plan rows) {
    List<Expression> expressions = new ArrayList<>(rows.columns());
    expressions.add(Expressions.TRUE);
    List<String> names = new ArrayList<>(rows.fields().stream().map(Field::name).toList());
    names.add("found");
    return new Plan.Project(rows, expressions, names);
  }

  /** Null where nothing is equal but a null is on one of the two sides. */
  private Expression among(OfQuery.Among among) {
    Plan query = Decorrelation.query(among.query());
    List<Expression> values = among.values();
    List<Expression> parameters = among.parameters();
    Expression found = mark(new Dependence(plan, parameters).keyed(query), values);
    if (!among.nullable()) {
      return found;
    }
    Expression open =
        values.size() == 1
            ? openForOne(values.getFirst(), query, parameters, among.nullableRows())
            : openForSeveral(values, query, parameters);
    return new Expression.Case(
        List.of(
            new Expression.Branch(found, Expressions.TRUE),
            new Expression.Branch(open, Expressions.ofNull(Type.Simple.BOOLEAN))),
        Expressions.FALSE);
  }

  private Expression openForOne(
      Expression value, Plan query, List<Expression> parameters, boolean nullableRows) {
    List<Expression> reasons = new ArrayList<>();
    if (nullableRows) {
      Plan nulls = new Plan.Filter(query, new Expression.IsNull(query.column(0)));
      reasons.add(exists(nulls, parameters));
    }
    if (value.nullable()) {
      reasons.add(
          Expressions.and(List.of(new Expression.IsNull(value), exists(query, parameters))));
    }
    return reasons.size() == 1 ? reasons.getFirst() : new Expression.Or(reasons);
  }

  /** A row is open if no column of it differs for certain: each such row has to be looked for. */
  private Expression openForSeveral(
      List<Expression> values, Plan query, List<Expression> parameters) {
    List<Expression> all = new ArrayList<>(parameters);
    List<Expression> conditions = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Expression value = values.get(i);
      Expression parameter = new Expression.Parameter(all.size(), value.type(), value.nullable());
      all.add(value);
      Expression equal = Keyed.equal(parameter, query.column(i));
      conditions.add(new Expression.Not(new Expression.IsTruth(equal, false)));
    }
    return exists(new Plan.Filter(query, Expressions.and(conditions)), all);
  }
}
