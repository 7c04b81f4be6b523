package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Builds operators over rows that have the parameters' values before their columns. */
final class Fronted {
  private final int width;

  /**
   * Builds with so many parameters.
   *
   * @param width the number of parameters
   */
  Fronted(int width) {
    this.width = width;
  }

  /** An expression over the columns of a plan, for the plan with the values before them. */
  Expression move(Expression expression, Plan fronted) {
    Expression moved = Columns.move(expression, index -> index + width);
    return Parameters.replace(moved, parameter -> fronted.column(parameter.index()));
  }

  List<Expression> move(List<Expression> expressions, Plan fronted) {
    return expressions.stream().map(e -> move(e, fronted)).toList();
  }

  Plan expand(Expand expand, Plan input) {
    return expand.with(input, move(expand.arguments(), input));
  }

  Plan filter(Plan.Filter filter, Plan input) {
    return new Plan.Filter(input, move(filter.condition(), input));
  }

  Plan project(Plan.Project project, Plan input) {
    List<Expression> expressions = new ArrayList<>(front(input));
    expressions.addAll(move(project.expressions(), input));
    List<String> names = new ArrayList<>(frontNames(input));
    names.addAll(project.names());
    return new Plan.Project(input, expressions, names);
  }

  Plan aggregate(Plan.Aggregate aggregate, Plan input) {
    List<Expression> groups = new ArrayList<>(front(input));
    groups.addAll(move(aggregate.groups(), input));
    List<Measure> measures =
        aggregate.measures().stream().map(measure -> measure.map(e -> move(e, input))).toList();
    return new Plan.Aggregate(input, groups, measures);
  }

  /** The first rows for each combination of values. */
  Plan top(Plan.Top top, Plan input) {
    Plan.Top moved = top.map(input, e -> move(e, input));
    List<Expression> partition = new ArrayList<>(front(input));
    partition.addAll(moved.partition());
    return new Plan.Top(input, partition, moved.order(), top.offset(), top.limit(), top.extent());
  }

  /** Partitions of the rows of each combination of values. */
  Plan window(Window window, Plan input) {
    Window moved = window.map(input, e -> move(e, input));
    List<Expression> partition = new ArrayList<>(front(input));
    partition.addAll(moved.partition());
    return new Window(input, partition, moved.order(), moved.calls(), moved.offsets());
  }

  /** Sessions of the rows of each combination of values. */
  Plan sessions(Sessions sessions, Plan input) {
    Sessions moved = sessions.map(input, e -> move(e, input));
    List<Expression> partition = new ArrayList<>(front(input));
    partition.addAll(moved.partition());
    return new Sessions(input, partition, moved.time(), sessions.gapMicros());
  }

  /** The values, as columns of a plan that has them. */
  List<Expression> front(Plan fronted) {
    return IntStream.range(0, width).mapToObj(i -> (Expression) fronted.column(i)).toList();
  }

  private List<String> frontNames(Plan fronted) {
    return fronted.fields().stream().limit(width).map(Field::name).toList();
  }

  /** The values, then the columns of a join's two sides, wherever they stand in it. */
  Plan arranged(Plan join, int frontAt, List<Integer> columns) {
    List<Integer> places =
        Stream.concat(IntStream.range(frontAt, frontAt + width).boxed(), columns.stream()).toList();
    List<Expression> expressions = places.stream().map(i -> (Expression) join.column(i)).toList();
    List<String> names = places.stream().map(i -> join.fields().get(i).name()).toList();
    return new Plan.Project(join, expressions, names);
  }
}
