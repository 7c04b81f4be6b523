package dev.evert.sql.plan;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.ExpressionText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Plans as text: an operator a line, its inputs below it. */
public final class PlanText {
  private final StringBuilder out = new StringBuilder();

  private PlanText() {}

  /** The text, ended by a line break. */
  public static String of(Plan plan) {
    PlanText text = new PlanText();
    text.append(plan, 0);
    return text.out.toString();
  }

  private void append(Plan plan, int depth) {
    out.repeat("  ", depth).append(line(plan)).append('\n');
    plan.inputs().forEach(input -> append(input, depth + 1));
  }

  private static String line(Plan plan) {
    return switch (plan) {
      case Plan.Scan scan -> "scan " + scan.input();
      case Plan.Values values -> "values, " + values.rows().size() + " rows";
      case Plan.Filter filter -> "filter " + text(filter.input(), filter.condition());
      case Plan.Project project -> "project " + project(project);
      case Plan.Join join -> join(join);
      case Plan.Aggregate aggregate -> aggregate(aggregate);
      case GroupingSets sets -> groupingSets(sets);
      case Plan.Distinct _ -> "distinct";
      case Plan.UnionAll _ -> "union all";
      case SetOperation operation -> operation.type().words() + (operation.all() ? " all" : "");
      case Expand expand -> expand(expand);
      case Recursion recursion -> "recursion " + recursion.name() + " " + recursion.result();
      case RecursiveScan scan -> "rows of " + scan.name() + " " + scan.index();
      case Apply apply -> "for each row " + list(apply.left(), apply.parameters());
      case Plan.Top top -> top(top);
      case Window window -> WindowText.of(window);
      case Sessions sessions -> sessions(sessions);
      case Asof asof -> asof(asof);
    };
  }

  private static String expand(Expand expand) {
    return expand.calls().stream()
        .map(call -> call.function().name() + "(" + list(expand.input(), call.arguments()) + ")")
        .collect(Collectors.joining(", ", expand.outer() ? "expand or keep " : "expand ", ""));
  }

  private static String asof(Asof asof) {
    List<String> conditions = new ArrayList<>();
    for (Plan.Join.Key key : asof.keys()) {
      conditions.add(text(asof.left(), key.left()) + " = " + text(asof.right(), key.right()));
    }
    String kind = asof.outer() ? "asof left join" : "asof join";
    String places =
        text(asof.left(), asof.place())
            + " "
            + asof.comparison().sql()
            + " "
            + text(asof.right(), asof.rightPlace());
    conditions.add(places);
    return kind + " on " + String.join(" and ", conditions);
  }

  private static String sessions(Sessions sessions) {
    List<Expression> partition = sessions.partition();
    String parts = partition.isEmpty() ? "" : " of each " + list(sessions.input(), partition);
    return "sessions%s by %s, gap %d microseconds"
        .formatted(parts, text(sessions.input(), sessions.time()), sessions.gapMicros());
  }

  private static String text(Plan input, Expression expression) {
    List<Field> fields = input.fields();
    return ExpressionText.of(expression, index -> fields.get(index).name());
  }

  private static String list(Plan input, List<Expression> expressions) {
    return expressions.stream().map(e -> text(input, e)).collect(Collectors.joining(", "));
  }

  private static String project(Plan.Project project) {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < project.names().size(); i++) {
      String text = text(project.input(), project.expressions().get(i));
      String name = project.names().get(i);
      items.add(text.equals(name) ? text : text + " as " + name);
    }
    return String.join(", ", items);
  }

  private static String join(Plan.Join join) {
    List<String> conditions = new ArrayList<>();
    for (Plan.Join.Key key : join.keys()) {
      String sign = key.nullSafe() ? " is not distinct from " : " = ";
      conditions.add(text(join.left(), key.left()) + sign + text(join.right(), key.right()));
    }
    Expression residual = join.residual();
    if (residual != null) {
      List<Field> fields = new ArrayList<>(join.left().fields());
      fields.addAll(join.right().fields());
      conditions.add(ExpressionText.of(residual, index -> fields.get(index).name()));
    }
    String kind = join.kind().words();
    return conditions.isEmpty() ? kind : kind + " on " + String.join(" and ", conditions);
  }

  private static String aggregate(Plan.Aggregate aggregate) {
    String by = aggregate.global() ? "" : " by " + list(aggregate.input(), aggregate.groups());
    return "aggregate " + measures(aggregate.input(), aggregate.measures()) + by;
  }

  private static String measures(Plan input, List<Measure> measures) {
    List<Field> fields = input.fields();
    return measures.stream()
        .map(measure -> MeasureText.of(measure, index -> fields.get(index).name()))
        .collect(Collectors.joining(", "));
  }

  private static String groupingSets(GroupingSets sets) {
    String by =
        sets.sets().stream()
            .map(set ->
                "(" + list(sets.input(), set.stream().map(sets.groups()::get).toList()) + ")")
            .collect(Collectors.joining(", "));
    return "aggregate " + measures(sets.input(), sets.measures()) + " by each of " + by;
  }

  private static String top(Plan.Top top) {
    String order =
        top.order().stream()
            .map(s -> text(top.input(), s.expression()) + (s.descending() ? " desc" : ""))
            .collect(Collectors.joining(", "));
    String limit = top.limit() == Long.MAX_VALUE ? "all" : String.valueOf(top.limit());
    String offset = top.offset() == 0 ? "" : " after " + top.offset();
    String parts =
        top.partition().isEmpty() ? "" : " of each " + list(top.input(), top.partition());
    String extent =
        switch (top.extent()) {
          case ROWS -> "";
          case TIES -> " with ties";
          case GROUPS -> " values";
        };
    return "top " + limit + offset + extent + parts + (order.isEmpty() ? "" : " by " + order);
  }
}
