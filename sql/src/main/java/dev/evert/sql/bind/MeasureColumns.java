package dev.evert.sql.bind;

import dev.evert.sql.expression.Expression;
import dev.evert.sql.plan.Measure;

/** Gives measures their places in the plan of the groups. */
@FunctionalInterface
interface MeasureColumns {

  /** The column that stands for a measure: one for all that are equal. */
  Expression of(Measure measure);
}
