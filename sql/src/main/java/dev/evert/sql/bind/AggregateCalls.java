package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;

/** Takes the calls of aggregates out of expressions. */
@FunctionalInterface
interface AggregateCalls {

  /** The column that stands for the aggregate. */
  Expression bind(Syntax.Call call);

  /** Refuses aggregates where there can not be any. */
  static AggregateCalls none(Place place, String where) {
    return call -> {
      throw place.error(
          call.span(),
          ErrorCode.SQL_SYNTAX,
          "the aggregate " + call.name() + " can not stand in " + where);
    };
  }
}
