package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;

/** Takes the calls of aggregates and of window functions out of expressions. */
interface AggregateCalls {

  /** The column that stands for the aggregate. */
  Expression bind(Syntax.Call call);

  /** The expression that stands for the window function. */
  Expression bind(Syntax.Windowed windowed);

  /** Refuses them where there can not be any. */
  static AggregateCalls none(Place place, String where) {
    return new AggregateCalls() {
      @Override
      public Expression bind(Syntax.Call call) {
        throw place.error(
            call.span(),
            ErrorCode.SQL_SYNTAX,
            "the aggregate " + call.name() + " can not stand in " + where);
      }

      @Override
      public Expression bind(Syntax.Windowed windowed) {
        throw noWindow(place, windowed, where);
      }
    };
  }

  /** The error that a window function stands where there can not be any. */
  static RuntimeException noWindow(Place place, Syntax.Windowed windowed, String where) {
    return place.error(
        windowed.span(),
        ErrorCode.SQL_WINDOW,
        "the window function " + windowed.call().name() + " can not stand in " + where);
  }
}
