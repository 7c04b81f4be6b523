package dev.evert.sql.decorrelate;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Parameters;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.JoinType;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanParameters;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes a query for each combination of values that is in a domain: the domain is joined as deep
 * in the query as the parameters are read, and its columns are carried up from there, before the
 * query's own.
 */
final class DomainPush {
  private final Plan domain;
  private final int width;
  private final Fronted fronted;

  /** The recursions whose rows have the combination before them. */
  private final Set<String> pushed = new HashSet<>();

  /**
   * Pushes a domain.
   *
   * @param domain the combinations, each once: a column a parameter
   */
  DomainPush(Plan domain) {
    this.domain = domain;
    this.width = domain.width();
    this.fronted = new Fronted(width);
  }

  /** The query's rows for each combination, with the combination before them. */
  Plan push(Plan query) {
    if (!reads(query)) {
      return isOneRow(query) ? domain : cross(domain, query);
    }
    return switch (query) {
      case Plan.Filter filter -> fronted.filter(filter, push(filter.input()));
      case Plan.Project project -> fronted.project(project, push(project.input()));
      case Plan.Aggregate aggregate -> aggregate(aggregate);
      case GroupingSets sets -> push(sets.expanded());
      case Plan.Distinct distinct -> new Plan.Distinct(push(distinct.input()));
      case Plan.Join join -> join(join);
      case Expand expand -> fronted.expand(expand, push(expand.input()));
      case Plan.UnionAll _, SetOperation _ ->
          PlanRewrite.withInputs(query, query.inputs().stream().map(this::push).toList());
      case Plan.Values values -> values(values);
      case Plan.Top top -> fronted.top(top, push(top.input()));
      case Window window -> fronted.window(window, push(window.input()));
      case Sessions sessions -> fronted.sessions(sessions, push(sessions.input()));
      case Asof _ ->
          throw new EvertException(
              ErrorCode.SQL_UNSUPPORTED,
              "an asof join in a query that is asked for each row is not supported yet");
      case Recursion recursion -> recursion(recursion);
      case RecursiveScan scan -> scan(scan);
      case Plan.Scan _, Apply _ -> throw new IllegalArgumentException(query.toString());
    };
  }

  /** Whether a plan's rows depend on the combination. */
  private boolean reads(Plan query) {
    return PlanParameters.in(query)
        || pushed.stream().anyMatch(recursion -> RecursiveScan.in(query, recursion));
  }

  /** A recursion for each combination, all of them at once. */
  private Plan recursion(Recursion recursion) {
    pushed.add(recursion.name());
    List<Recursion.Body> bodies =
        recursion.bodies().stream()
            .map(body -> new Recursion.Body(push(body.plan()), body.isDistinct()))
            .toList();
    pushed.remove(recursion.name());
    return new Recursion(
        pushedName(recursion.name()), bodies, recursion.result(), recursion.iterations());
  }

  private Plan scan(RecursiveScan scan) {
    List<Field> fields = new ArrayList<>(Recursion.fields(domain));
    fields.addAll(scan.fields());
    return new RecursiveScan(pushedName(scan.name()), scan.index(), fields);
  }

  private static String pushedName(String name) {
    return name + " of each";
  }

  /** The row of a query without tables. */
  private static boolean isOneRow(Plan query) {
    return query instanceof Plan.Values values && values.width() == 0 && values.rows().size() == 1;
  }

  private static Plan cross(Plan left, Plan right) {
    return new Plan.Join(JoinType.INNER, left, right, List.of(), null);
  }

  private Plan values(Plan.Values values) {
    List<String> names = new ArrayList<>(domain.fields().stream().map(Field::name).toList());
    values.fields().stream().map(Field::name).forEach(names::add);
    List<Plan> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      List<Expression> expressions = new ArrayList<>(domain.columns());
      expressions.addAll(fronted.move(row, domain));
      rows.add(new Plan.Project(domain, expressions, names));
    }
    return rows.size() == 1 ? rows.getFirst() : new Plan.UnionAll(rows);
  }

  /** An aggregate over nothing has a row too, for each combination. */
  private Plan aggregate(Plan.Aggregate aggregate) {
    Plan groups = fronted.aggregate(aggregate, push(aggregate.input()));
    return aggregate.global() ? withEmpty(groups, aggregate.measures()) : groups;
  }

  private Plan withEmpty(Plan groups, List<Measure> measures) {
    List<Plan.Join.Key> keys =
        IntStream.range(0, width)
            .mapToObj(i -> new Plan.Join.Key(domain.column(i), groups.column(i), true))
            .toList();
    Plan join = new Plan.Join(JoinType.LEFT, domain, groups, keys, null);
    List<Expression> expressions = new ArrayList<>(fronted.front(join));
    List<String> names = new ArrayList<>(domain.fields().stream().map(Field::name).toList());
    for (int i = 0; i < measures.size(); i++) {
      expressions.add(orEmpty(measures.get(i), join.column(2 * width + i)));
      names.add(measures.get(i).name());
    }
    return new Plan.Project(join, expressions, names);
  }

  /** The measure's value; where there is no row, that over nothing. */
  static Expression orEmpty(Measure measure, Expression value) {
    return measure.isCount()
        ? new Expression.Coalesce(List.of(value, Expressions.ofLong(0)))
        : value;
  }

  private Plan join(Plan.Join join) {
    boolean left = reads(join.left());
    boolean right = reads(join.right());
    boolean first = left || !right || join.kind() != JoinType.INNER;
    if (!right) {
      return onLeft(join);
    }
    return first ? onBoth(join) : onRight(join);
  }

  /** Pairs, and left rows, keep the values of the left side. */
  private Plan onLeft(Plan.Join join) {
    if (join.kind() == JoinType.FULL) {
      return onBoth(join);
    }
    Plan left = push(join.left());
    return new Plan.Join(
        join.kind(),
        left,
        join.right(),
        keys(join, left, 0, join.right()),
        residual(join, left, 0));
  }

  private Plan onRight(Plan.Join join) {
    Plan right = push(join.right());
    int leftWidth = join.left().width();
    List<Plan.Join.Key> keys =
        join.keys().stream()
            .map(key ->
                new Plan.Join.Key(key.left(), fronted.move(key.right(), right), key.nullSafe()))
            .toList();
    Expression residual = join.residual();
    Expression moved = null;
    if (residual != null) {
      Expression shifted =
          Columns.move(residual, index -> index < leftWidth ? index : index + width);
      moved =
          Parameters.replace(shifted, p -> right.fields().get(p.index()).at(leftWidth + p.index()));
    }
    Plan joined = new Plan.Join(join.kind(), join.left(), right, keys, moved);
    return fronted.arranged(joined, leftWidth, pairColumns(join, 0, leftWidth + width));
  }

  /** Only rows of the same combination are pairs. */
  private Plan onBoth(Plan.Join join) {
    Plan left = push(join.left());
    Plan right = push(join.right());
    List<Plan.Join.Key> keys = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      keys.add(new Plan.Join.Key(left.column(i), right.column(i), true));
    }
    keys.addAll(keys(join, left, width, right));
    Plan joined = new Plan.Join(join.kind(), left, right, keys, residual(join, left, width));
    if (!join.kind().pairs()) {
      return joined;
    }
    Plan shown = join.kind() == JoinType.FULL ? merged(joined, left.width()) : joined;
    return fronted.arranged(shown, 0, pairColumns(join, width, left.width() + width));
  }

  /** In a full join the values are those of the side that is there. */
  private Plan merged(Plan join, int leftWidth) {
    List<Expression> expressions = new ArrayList<>(join.columns());
    for (int i = 0; i < width; i++) {
      expressions.set(
          i, new Expression.Coalesce(List.of(join.column(i), join.column(leftWidth + i))));
    }
    return new Plan.Project(join, expressions, join.fields().stream().map(Field::name).toList());
  }

  /** Where the columns of a join's sides are, if they begin at these places. */
  private static List<Integer> pairColumns(Plan.Join join, int leftAt, int rightAt) {
    List<Integer> columns = new ArrayList<>();
    IntStream.range(leftAt, leftAt + join.left().width()).forEach(columns::add);
    IntStream.range(rightAt, rightAt + join.right().width()).forEach(columns::add);
    return columns;
  }

  private List<Plan.Join.Key> keys(Plan.Join join, Plan left, int rightFront, Plan right) {
    return join.keys().stream()
        .map(key ->
            new Plan.Join.Key(
                fronted.move(key.left(), left),
                rightFront == 0 ? key.right() : fronted.move(key.right(), right),
                key.nullSafe()))
        .toList();
  }

  /**
   * The condition, where the left side has the values, and so many columns are before the right.
   */
  private @Nullable Expression residual(Plan.Join join, Plan left, int rightFront) {
    Expression residual = join.residual();
    if (residual == null) {
      return null;
    }
    int leftWidth = join.left().width();
    Expression shifted =
        Columns.move(
            residual, index -> index < leftWidth ? index + width : index + width + rightFront);
    return Parameters.replace(shifted, parameter -> left.column(parameter.index()));
  }
}
