package dev.evert.sql.bind;

import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.plan.Window;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects the window functions of one select. They are bound to columns far beyond those of the
 * input; {@link #place} puts them to their places in the {@link #plan}.
 */
final class Windows implements AggregateCalls {
  /** No input has so many columns, measures of groups included. */
  static final int FIRST = 1 << 24;

  private final AggregateCalls aggregates;
  private final WindowSpecs specs;
  private final WindowCalls calls;
  private final List<Group> groups = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();

  /** The functions of one partition and order. */
  private record Group(
      List<Expression> partition,
      List<Plan.Sort> order,
      List<Window.Call> calls,
      List<Window.Offset> offsets) {}

  /** Which function of which group. */
  private record Slot(int group, int call) {}

  /**
   * None yet.
   *
   * @param arguments binds the arguments of window functions, which may be aggregates
   * @param constants binds what can not read columns
   */
  Windows(
      List<WindowSyntax.Named> named,
      AggregateCalls aggregates,
      ExpressionBinder arguments,
      ExpressionBinder constants,
      Place place) {
    this.aggregates = aggregates;
    this.specs = new WindowSpecs(named, arguments, place);
    this.calls = new WindowCalls(arguments, new Frames(constants, place), constants, place);
  }

  /** Aggregates where window functions can not be. */
  static AggregateCalls inside(AggregateCalls aggregates, Place place, String where) {
    return new AggregateCalls() {
      @Override
      public Expression bind(Syntax.Call call) {
        return aggregates.bind(call);
      }

      @Override
      public Expression bind(Syntax.Windowed windowed) {
        throw AggregateCalls.noWindow(place, windowed, where);
      }
    };
  }

  @Override
  public Expression bind(Syntax.Call call) {
    return aggregates.bind(call);
  }

  @Override
  public Expression bind(Syntax.Windowed windowed) {
    WindowSpec spec = specs.bind(windowed.window());
    int group = group(spec);
    List<Window.Offset> offsets = groups.get(group).offsets();
    return calls.bind(windowed, spec, offsets, (window, call) -> column(group(window), call));
  }

  private int group(WindowSpec spec) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      if (group.partition().equals(spec.partition()) && group.order().equals(spec.order())) {
        return i;
      }
    }
    groups.add(new Group(spec.partition(), spec.order(), new ArrayList<>(), new ArrayList<>()));
    return groups.size() - 1;
  }

  private Expression column(int group, Window.Call call) {
    List<Window.Call> known = groups.get(group).calls();
    if (!known.contains(call)) {
      known.add(call);
    }
    Slot slot = new Slot(group, known.indexOf(call));
    if (!slots.contains(slot)) {
      slots.add(slot);
    }
    return new Expression.Column(
        FIRST + slots.indexOf(slot), call.function().result(), call.nullable());
  }

  /** All expressions over the columns of the input, so that it can be seen what they read. */
  List<Expression> expressions() {
    List<Expression> all = new ArrayList<>(specs.expressions());
    for (Group group : groups) {
      all.addAll(group.partition());
      group.order().forEach(sort -> all.add(sort.expression()));
      group.calls().forEach(call -> all.addAll(call.expressions()));
    }
    return all;
  }

  /** The input's columns, then the functions. */
  Plan plan(Plan input, UnaryOperator<Expression> rewrite) {
    Plan plan = input;
    for (Group group : groups) {
      if (!group.calls().isEmpty()) {
        plan =
            new Window(
                plan,
                group.partition().stream().map(rewrite).toList(),
                group.order().stream().map(sort -> sort.map(rewrite)).toList(),
                group.calls().stream().map(call -> call.map(rewrite)).toList(),
                group.offsets());
      }
    }
    return plan;
  }

  /** The expression over the columns of {@link #plan}, whose input has so many columns. */
  Expression place(Expression expression, int width) {
    return Columns.move(
        expression, index -> index < FIRST ? index : width + index(slots.get(index - FIRST)));
  }

  private int index(Slot slot) {
    int before = groups.subList(0, slot.group()).stream().mapToInt(g -> g.calls().size()).sum();
    return before + slot.call();
  }
}
