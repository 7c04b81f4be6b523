package dev.evert.sql.decorrelate;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that is no more than expressions over aggregates of all its rows: it has one row always.
 *
 * @param expressions of its columns, over those of the aggregate
 */
record Summary(Plan.Aggregate aggregate, List<Expression> expressions) {

  /** The query as such; null if it is none. */
  static @Nullable Summary of(Plan query) {
    return switch (query) {
      case Plan.Aggregate aggregate when aggregate.global() ->
          new Summary(aggregate, aggregate.columns());
      case Plan.Project project -> {
        Summary inner = of(project.input());
        yield inner == null
            ? null
            : new Summary(
                inner.aggregate(),
                project.expressions().stream()
                    .map(e -> Columns.replace(e, c -> inner.expressions().get(c.index())))
                    .toList());
      }
      case Plan _ -> null;
    };
  }

  /** The columns, from the measures' values and what the parameters stand for. */
  List<Expression> outputs(List<Expression> measures, List<Expression> parameters) {
    return expressions.stream()
        .map(e ->
            Expressions.rewrite(
                e,
                node ->
                    switch (node) {
                      case Expression.Column column -> measures.get(column.index());
                      case Expression.Parameter parameter -> parameters.get(parameter.index());
                      case Expression other -> other;
                    }))
        .toList();
  }
}
