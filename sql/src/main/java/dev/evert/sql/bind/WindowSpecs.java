package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.WindowSyntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Binds the windows of one select: those with names, and what builds on them. */
final class WindowSpecs {
  private final ExpressionBinder binder;
  private final Place place;
  private final Map<String, WindowSpec> named = new LinkedHashMap<>();

  /** With those that have a name. */
  WindowSpecs(List<WindowSyntax.Named> windows, ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
    for (WindowSyntax.Named window : windows) {
      if (named.containsKey(window.name())) {
        String what = "window \"" + window.name() + "\" is already defined";
        throw place.error(window.span(), ErrorCode.SQL_WINDOW, what);
      }
      named.put(window.name(), bind(window.window()));
    }
  }

  /** All expressions of the windows with names. */
  List<Expression> expressions() {
    List<Expression> all = new ArrayList<>();
    for (WindowSpec window : named.values()) {
      all.addAll(window.partition());
      window.order().forEach(sort -> all.add(sort.expression()));
    }
    return all;
  }

  WindowSpec bind(WindowSyntax window) {
    String base = window.base();
    if (base == null) {
      return new WindowSpec(partition(window), order(window), window.frame());
    }
    WindowSpec known = named.get(base);
    if (known == null) {
      String what = "window \"" + base + "\" does not exist";
      throw place.error(window.span(), ErrorCode.SQL_NAME, what);
    }
    return window.bare() ? known : copy(base, known, window);
  }

  private WindowSpec copy(String base, WindowSpec known, WindowSyntax window) {
    Span span = window.span();
    if (!window.partitionBy().isEmpty()) {
      throw wrong(span, "cannot override the partition by of window \"" + base + "\"");
    }
    if (!window.orderBy().isEmpty() && !known.order().isEmpty()) {
      throw wrong(span, "cannot override the order by of window \"" + base + "\"");
    }
    if (known.frame() != null) {
      throw wrong(span, "cannot copy window \"" + base + "\" because it has a frame clause");
    }
    List<Plan.Sort> order = known.order().isEmpty() ? order(window) : known.order();
    return new WindowSpec(known.partition(), order, window.frame());
  }

  private RuntimeException wrong(Span span, String what) {
    return place.error(span, ErrorCode.SQL_WINDOW, what);
  }

  private List<Expression> partition(WindowSyntax window) {
    List<Expression> partition = new ArrayList<>();
    for (Syntax syntax : window.partitionBy()) {
      Expression expression = binder.bindKnown(syntax);
      Equality.require(expression.type(), place, syntax.span());
      if (!partition.contains(expression)) {
        partition.add(expression);
      }
    }
    return partition;
  }

  private List<Plan.Sort> order(WindowSyntax window) {
    List<Plan.Sort> order = new ArrayList<>();
    for (Query.SortItem item : window.orderBy()) {
      Expression expression = binder.bindKnown(item.expression());
      order.add(Ordering.NONE.sort(item, expression, place));
    }
    return order;
  }
}
