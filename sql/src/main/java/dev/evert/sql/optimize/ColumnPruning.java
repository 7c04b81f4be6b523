package dev.evert.sql.optimize;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Apply;
import dev.evert.sql.plan.Asof;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.GroupingSets;
import dev.evert.sql.plan.Keys;
import dev.evert.sql.plan.Measure;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.PlanRewrite;
import dev.evert.sql.plan.Recursion;
import dev.evert.sql.plan.RecursiveScan;
import dev.evert.sql.plan.Sessions;
import dev.evert.sql.plan.SetOperation;
import dev.evert.sql.plan.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out columns that nothing above reads, so that kept state is small; and computes nested
 * projections at once.
 */
final class ColumnPruning {
  private final Scans scans;

  /** Says which columns the rows of an input have. */
  @FunctionalInterface
  interface Scans {

    /** At least those that are needed; more than one asks where an input is read more than once. */
    BitSet columns(Plan.Scan scan, BitSet needed);
  }

  private ColumnPruning(Scans scans) {
    this.scans = scans;
  }

  /** Rows of inputs are whole. */
  static Plan apply(Plan plan) {
    return apply(plan, (scan, _) -> all(scan));
  }

  /** Rows of inputs are as it is said. */
  static Plan apply(Plan plan, Scans scans) {
    return new ColumnPruning(scans).narrow(plan);
  }

  private static BitSet all(Plan plan) {
    BitSet all = new BitSet();
    all.set(0, plan.width());
    return all;
  }

  /**
   * A plan with fewer columns.
   *
   * @param places where each column of the plan before it is now, or -1
   */
  private record Pruned(Plan plan, int[] places) {
    Expression move(Expression expression) {
      return Columns.move(expression, index -> places[index]);
    }

    List<Expression> move(List<Expression> expressions) {
      return expressions.stream().map(this::move).toList();
    }
  }

  /** The plan with at least the columns that are needed. */
  private Pruned prune(Plan plan, BitSet needed) {
    return switch (plan) {
      case Plan.Scan scan -> scan(scan, needed);
      case Plan.Values _, RecursiveScan _ -> same(plan);
      case Recursion _ -> same(PlanRewrite.mapInputs(plan, this::narrow));
      case Plan.Filter filter -> filter(filter, needed);
      case Plan.Project project -> project(project, needed);
      case Plan.Join join -> join(join, needed);
      case Plan.Aggregate aggregate -> aggregate(aggregate);
      case GroupingSets sets -> groupingSets(sets);
      case Plan.Distinct distinct -> same(new Plan.Distinct(narrow(distinct.input())));
      case Expand expand -> expand(expand, needed);
      case SetOperation _, Apply _, Asof _ -> same(PlanRewrite.mapInputs(plan, this::narrow));
      case Plan.UnionAll union -> union(union);
      case Plan.Top top -> top(top);
      case Window window -> window(window, needed);
      case Sessions sessions -> sessions(sessions, needed);
    };
  }

  private static Pruned same(Plan plan) {
    int[] places = new int[plan.width()];
    Arrays.setAll(places, i -> i);
    return new Pruned(plan, places);
  }

  /** The plan with all its columns, pruned inside. */
  private Plan narrow(Plan plan) {
    return prune(plan, all(plan)).plan();
  }

  private Pruned scan(Plan.Scan scan, BitSet needed) {
    BitSet kept = scans.columns(scan, needed);
    if (kept.cardinality() == scan.width()) {
      return same(scan);
    }
    int[] places = new int[scan.width()];
    Arrays.fill(places, -1);
    int[] columns = kept.stream().toArray();
    for (int i = 0; i < columns.length; i++) {
      places[columns[i]] = i;
    }
    return new Pruned(new Plan.Scan(scan.input(), scan.schema().select(columns)), places);
  }

  private Pruned filter(Plan.Filter filter, BitSet needed) {
    BitSet used = Columns.of(filter.condition());
    used.or(needed);
    Pruned input = prune(filter.input(), used);
    return new Pruned(
        new Plan.Filter(input.plan(), input.move(filter.condition())), input.places());
  }

  /** Rows with equal sort keys come in the order of their bytes: all columns decide. */
  private Pruned top(Plan.Top top) {
    return same(top.over(narrow(top.input())));
  }

  /** Functions that nobody asks for are left out, but the input's columns decide between peers. */
  private Pruned window(Window window, BitSet needed) {
    int width = window.input().width();
    List<Window.Call> kept = new ArrayList<>();
    int[] places = new int[window.width()];
    Arrays.fill(places, -1);
    for (int i = 0; i < window.calls().size(); i++) {
      if (needed.get(width + i)) {
        places[width + i] = kept.size();
        kept.add(window.calls().get(i));
      }
    }
    if (kept.isEmpty()) {
      Pruned input = prune(window.input(), needed.get(0, width));
      System.arraycopy(input.places(), 0, places, 0, width);
      return new Pruned(input.plan(), places);
    }
    BitSet used = needed.get(0, width);
    PlanRewrite.expressions(window.with(kept)).forEach(e -> used.or(Columns.of(e)));
    Pruned input = windowInput(window.with(kept), used);
    for (int i = 0; i < places.length; i++) {
      boolean call = i >= width && places[i] >= 0;
      places[i] = i < width ? input.places()[i] : call ? input.plan().width() + places[i] : -1;
    }
    return new Pruned(window.with(kept).map(input.plan(), input::move), places);
  }

  /**
   * Where functions tell peers apart, those come in the order of the input's key, if it has one:
   * its columns are the first then.
   */
  private Pruned windowInput(Window window, BitSet used) {
    List<Integer> key = window.tellsPeersApart() ? Keys.best(window.input()) : List.of();
    key.forEach(used::set);
    Pruned input = prune(window.input(), used);
    Set<Integer> chosen = new LinkedHashSet<>(key);
    atLeastOne(used).stream().forEach(chosen::add);
    List<Expression> kept = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] places = new int[input.places().length];
    Arrays.fill(places, -1);
    for (int column : chosen) {
      int place = input.places()[column];
      places[column] = kept.size();
      kept.add(input.plan().column(place));
      names.add(input.plan().fields().get(place).name());
    }
    boolean same = kept.equals(input.plan().columns());
    return same ? input : new Pruned(merged(input.plan(), kept, names), places);
  }

  /** All columns that the functions give are there, even if nobody reads them. */
  private Pruned expand(Expand expand, BitSet needed) {
    int width = expand.input().width();
    BitSet used = needed.get(0, width);
    used.or(Columns.of(expand.arguments()));
    Pruned input = narrowed(prune(expand.input(), used), used);
    Plan pruned = expand.with(input.plan(), input.move(expand.arguments()));
    int[] places = new int[expand.width()];
    int shift = input.plan().width() - width;
    for (int i = 0; i < places.length; i++) {
      places[i] = i < width ? input.places()[i] : i + shift;
    }
    return new Pruned(pruned, places);
  }

  /** All columns that are kept are kept with the row, and given with its session. */
  private Pruned sessions(Sessions sessions, BitSet needed) {
    int width = sessions.input().width();
    BitSet used = needed.get(0, width);
    used.or(Columns.of(sessions.partition()));
    used.or(Columns.of(sessions.time()));
    Pruned input = narrowed(prune(sessions.input(), used), used);
    Plan pruned = sessions.map(input.plan(), input::move);
    int[] places = new int[sessions.width()];
    int shift = input.plan().width() - width;
    for (int i = 0; i < places.length; i++) {
      places[i] = i < width ? input.places()[i] : i + shift;
    }
    return new Pruned(pruned, places);
  }

  private Pruned union(Plan.UnionAll union) {
    return same(new Plan.UnionAll(union.inputs().stream().map(this::narrow).toList()));
  }

  private Pruned project(Plan.Project project, BitSet needed) {
    List<Expression> kept = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] places = new int[project.width()];
    Arrays.fill(places, -1);
    BitSet chosen = atLeastOne(needed);
    chosen.stream()
        .forEach(column -> {
          places[column] = kept.size();
          kept.add(project.expressions().get(column));
          names.add(project.names().get(column));
        });
    Pruned input = prune(project.input(), Columns.of(kept));
    return new Pruned(merged(input.plan(), input.move(kept), names), places);
  }

  /** A row of no column cannot be told from no row. */
  private static BitSet atLeastOne(BitSet needed) {
    BitSet chosen = (BitSet) needed.clone();
    if (chosen.isEmpty()) {
      chosen.set(0);
    }
    return chosen;
  }

  /** Two projections are one, unless that would compute something more than once. */
  private static Plan merged(Plan input, List<Expression> expressions, List<String> names) {
    if (input instanceof Plan.Project inner && isCheap(inner, expressions)) {
      List<Expression> direct =
          expressions.stream()
              .map(e -> Columns.replace(e, c -> inner.expressions().get(c.index())))
              .toList();
      return new Plan.Project(inner.input(), direct, names);
    }
    if (input instanceof Plan.Values values && values.width() == 0) {
      return new Plan.Values(
          new Plan.Project(values, expressions, names).fields(), List.of(expressions));
    }
    return new Plan.Project(input, expressions, names);
  }

  private static boolean isCheap(Plan.Project inner, List<Expression> outer) {
    int[] uses = new int[inner.width()];
    outer.forEach(expression -> count(expression, uses));
    for (int i = 0; i < uses.length; i++) {
      Expression expression = inner.expressions().get(i);
      boolean simple =
          expression instanceof Expression.Column || expression instanceof Expression.Literal;
      if (uses[i] > 1 && !simple) {
        return false;
      }
    }
    return true;
  }

  private static void count(Expression expression, int[] uses) {
    if (expression instanceof Expression.Column column) {
      uses[column.index()]++;
    }
    expression.operands().forEach(operand -> count(operand, uses));
  }

  private Pruned aggregate(Plan.Aggregate aggregate) {
    Pruned input = grouped(aggregate.input(), aggregate.groups(), aggregate.measures());
    return same(
        new Plan.Aggregate(
            input.plan(),
            input.move(aggregate.groups()),
            aggregate.measures().stream().map(measure -> measure.map(input::move)).toList()));
  }

  private Pruned groupingSets(GroupingSets sets) {
    Pruned input = grouped(sets.input(), sets.groups(), sets.measures());
    return same(
        new GroupingSets(
            input.plan(),
            input.move(sets.groups()),
            sets.sets(),
            sets.measures().stream().map(measure -> measure.map(input::move)).toList()));
  }

  private Pruned grouped(Plan input, List<Expression> groups, List<Measure> measures) {
    List<Expression> used = new ArrayList<>(groups);
    measures.forEach(measure -> used.addAll(measure.expressions()));
    return prune(input, Columns.of(used));
  }

  private Pruned join(Plan.Join join, BitSet needed) {
    int width = join.left().width();
    BitSet used = (BitSet) needed.clone();
    Expression residual = join.residual();
    if (residual != null) {
      used.or(Columns.of(residual));
    }
    Pruned left = side(join, join.left(), used.get(0, width), true);
    Pruned right = side(join, join.right(), used.get(width, Math.max(width, used.length())), false);
    int[] places = new int[width + join.right().width()];
    for (int i = 0; i < places.length; i++) {
      int place = i < width ? left.places()[i] : right.places()[i - width];
      places[i] = i < width || place < 0 ? place : place + left.plan().width();
    }
    List<Plan.Join.Key> keys =
        join.keys().stream()
            .map(k -> new Plan.Join.Key(left.move(k.left()), right.move(k.right()), k.nullSafe()))
            .toList();
    Expression moved = residual == null ? null : Columns.move(residual, index -> places[index]);
    Plan pruned = new Plan.Join(join.kind(), left.plan(), right.plan(), keys, moved);
    return new Pruned(pruned, Arrays.copyOf(places, join.width()));
  }

  /** A table that is joined by its key is not narrowed: the rows that it has anyway serve. */
  private Pruned side(Plan.Join join, Plan side, BitSet used, boolean isLeft) {
    List<Expression> keys = new ArrayList<>();
    for (Plan.Join.Key key : join.keys()) {
      keys.add(isLeft ? key.left() : key.right());
    }
    if (side instanceof Plan.Scan scan && isKey(scan, keys)) {
      return scan(scan, all(scan));
    }
    BitSet needed = (BitSet) used.clone();
    needed.or(Columns.of(keys));
    return narrowed(prune(side, needed), needed);
  }

  private static boolean isKey(Plan.Scan scan, List<Expression> keys) {
    List<Expression> key =
        scan.schema().key().stream().map(i -> (Expression) scan.column(i)).toList();
    return scan.schema().keyed() && key.equals(keys);
  }

  /** What the side gives beyond what is needed is projected away. */
  private static Pruned narrowed(Pruned side, BitSet needed) {
    Plan plan = side.plan();
    if (Math.max(needed.cardinality(), 1) >= plan.width()) {
      return side;
    }
    List<Expression> kept = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int[] places = new int[side.places().length];
    Arrays.fill(places, -1);
    needed.stream()
        .forEach(column -> {
          int place = side.places()[column];
          places[column] = kept.size();
          kept.add(plan.column(place));
          names.add(plan.fields().get(place).name());
        });
    if (kept.isEmpty()) { // a row of no column cannot be told from no row
      kept.add(plan.column(0));
      names.add(plan.fields().getFirst().name());
    }
    return new Pruned(merged(plan, kept, names), places);
  }
}
