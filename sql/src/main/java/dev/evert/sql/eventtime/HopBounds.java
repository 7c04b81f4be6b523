package dev.evert.sql.eventtime;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.set.SetCall;
import java.util.ArrayList;
import java.util.List;

/** The least starts and ends of the windows of rows that are not before a time. */
final class HopBounds {
  private HopBounds() {}

  /** Of the windows that have not ended yet, the first: all others begin later. */
  static List<TimeBound> start(SetCall hop, List<TimeBound> times) {
    long step = number(hop, 1);
    List<TimeBound> bounds = new ArrayList<>();
    for (TimeBound time : times) {
      Expression former = TimeCalls.later(time.of(), -number(hop, 2));
      Expression last =
          TimeCalls.start(former, Expressions.ofLong(step), Expressions.ofLong(number(hop, 3)));
      bounds.add(new TimeBound(time.table(), TimeCalls.later(last, step)));
    }
    return bounds;
  }

  static List<TimeBound> end(SetCall hop, List<TimeBound> times) {
    return start(hop, times).stream()
        .map(bound -> new TimeBound(bound.table(), TimeCalls.later(bound.of(), number(hop, 2))))
        .toList();
  }

  private static long number(SetCall hop, int place) {
    return TimeCalls.number(hop.arguments().get(place));
  }
}
