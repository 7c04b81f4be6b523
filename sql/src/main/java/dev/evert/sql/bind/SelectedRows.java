package dev.evert.sql.bind;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.plan.Expand;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.set.SetFunction;
import dev.evert.sql.set.SetFunctions;
import dev.evert.sql.syntax.GroupBy;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions that give rows, in a select list: they are called beside each other for the rows that
 * {@code where} leaves, and the select list has their columns.
 *
 * @param select with columns in the place of the functions
 * @param calls the functions, which may be none
 */
record SelectedRows(Query.Select select, List<Syntax.Call> calls) {
  /** The table that their columns belong to, which no query can write. */
  private static final String NAME = "$rows";

  SelectedRows {
    calls = List.copyOf(calls);
  }

  /** Finds those of a select. */
  static SelectedRows of(Query.Select select, Place place) {
    boolean any = select.items().stream().anyMatch(item -> givesRows(item.expression()));
    return any ? new Finder(place).moved(select) : new SelectedRows(select, List.of());
  }

  /** The rows with those of the functions, whose columns no star stands for. */
  Tables beside(Tables rows, FromBinder from) {
    if (calls.isEmpty()) {
      return rows;
    }
    Expand plan = from.expanded(rows, calls);
    Relation relation = new Relation(NAME, List.of());
    List<ScopeColumn> columns = new ArrayList<>(rows.columns());
    int next = rows.plan().width();
    for (int i = 0; i < calls.size(); i++) {
      List<SetFunction.Result> results = plan.calls().get(i).function().columns();
      Expression value = value(plan, next, results);
      columns.add(new ScopeColumn(relation, columnName(i), value, false));
      next += results.size();
    }
    return new Tables(plan, columns);
  }

  /** Several columns are a row. */
  private static Expression value(Plan plan, int first, List<SetFunction.Result> results) {
    if (results.size() == 1) {
      return plan.column(first);
    }
    List<Expression> values = new ArrayList<>();
    List<Type.Field> fields = new ArrayList<>();
    for (SetFunction.Result result : results) {
      values.add(plan.column(first + fields.size()));
      fields.add(new Type.Field(result.name(), result.type()));
    }
    return new OfRow.Made(new Type.Row(Type.Row.ANONYMOUS, fields), values);
  }

  private static String columnName(int call) {
    return "$" + call;
  }

  private static boolean isSetFunction(Syntax syntax) {
    return syntax instanceof Syntax.Call call && SetFunctions.isKnown(call.name());
  }

  private static boolean givesRows(Syntax syntax) {
    return isSetFunction(syntax) || Operands.of(syntax).stream().anyMatch(SelectedRows::givesRows);
  }

  /** Takes the functions out of the expressions that they stand in. */
  private static final class Finder {
    private final Place place;
    private final List<Syntax.Call> calls = new ArrayList<>();
    private boolean rows;

    Finder(Place place) {
      this.place = place;
    }

    SelectedRows moved(Query.Select select) {
      requireRowByRow(select);
      List<Query.Item> items = new ArrayList<>();
      for (Query.Item item : select.items()) {
        Syntax syntax = item.expression();
        boolean moves = givesRows(syntax);
        String name = moves && item.alias() == null ? Naming.of(syntax) : item.alias();
        items.add(moves ? new Query.Item(column(syntax), name) : item);
      }
      return new SelectedRows(select.with(items), calls);
    }

    /** What is computed of many rows would be computed before the rows are there. */
    private void requireRowByRow(Query.Select select) {
      for (int i = 0; i < select.items().size(); i++) {
        Query.Item item = select.items().get(i);
        boolean apart = select.groupBy() != null || select.having() != null;
        if (givesRows(item.expression()) && apart && !isGroup(select, item, i + 1)) {
          throw refused(item.expression(), "beside groups");
        }
        boolean many = isOfMany(item.expression()) || select.qualify() != null;
        if (many && select.groupBy() == null) {
          throw refused(item.expression(), "beside an aggregate or a window function");
        }
      }
    }

    private static boolean isOfMany(Syntax syntax) {
      return syntax instanceof Syntax.Windowed
          || (syntax instanceof Syntax.Call call && Aggregates.isAggregate(call))
          || Operands.of(syntax).stream().anyMatch(Finder::isOfMany);
    }

    /** Whether the rows are grouped by the item, which is named by its place or its alias. */
    private static boolean isGroup(Query.Select select, Query.Item item, int ordinal) {
      GroupBy groupBy = select.groupBy();
      return groupBy != null
          && groupBy.isSimple()
          && groupBy.items().stream()
              .flatMap(Finder::expressions)
              .anyMatch(group ->
                  switch (group) {
                    case Syntax.Digits digits -> digits.digits().equals(String.valueOf(ordinal));
                    case Syntax.Name name ->
                        name.parts().size() == 1 && name.last().equals(item.alias());
                    case Syntax _ -> false;
                  });
    }

    private static Stream<Syntax> expressions(GroupBy.Item item) {
      return item instanceof GroupBy.Expressions(List<Syntax> all) ? all.stream() : Stream.of();
    }

    /** The expression with columns in the place of the functions. */
    private Syntax column(Syntax syntax) {
      if (!givesRows(syntax)) {
        return syntax;
      }
      return switch (syntax) {
        case Syntax.Call call when isSetFunction(call) -> moved(call);
        case Syntax.Call call when !call.aggregates() && !call.name().equals("coalesce") ->
            new Syntax.Call(call.name(), columns(call.arguments()), call.span());
        case Syntax.FieldOf field ->
            new Syntax.FieldOf(column(field.row()), field.name(), field.span());
        case Syntax.FieldsOf fields -> new Syntax.FieldsOf(column(fields.row()), fields.span());
        case Syntax.Cast cast -> new Syntax.Cast(column(cast.operand()), cast.type(), cast.span());
        case Syntax.Operation operation ->
            new Syntax.Operation(
                operation.operator(), columns(operation.operands()), operation.span());
        case Syntax other -> throw refused(other, "inside such an expression");
      };
    }

    private List<Syntax> columns(List<Syntax> all) {
      return all.stream().map(this::column).toList();
    }

    private Syntax moved(Syntax.Call call) {
      if (call.arguments().stream().anyMatch(SelectedRows::givesRows)) {
        throw refused(call, "of one that gives rows");
      }
      boolean row = call.name().endsWith("_each") || call.name().endsWith("_each_text");
      boolean beside = !calls.isEmpty() && (row || rows);
      if (beside || (call.name().equals("unnest") && call.arguments().size() > 1)) {
        throw refused(call, "as a row beside others");
      }
      rows |= row;
      calls.add(call);
      return new Syntax.Name(List.of(NAME, columnName(calls.size() - 1)), call.span());
    }

    private EvertException refused(Syntax syntax, String where) {
      return place.unsupported(
          syntax.span(), "a function that gives rows, other than in from, " + where);
    }
  }
}
