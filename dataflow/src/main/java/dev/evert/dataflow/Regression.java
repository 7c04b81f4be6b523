package dev.evert.dataflow;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;

/**
 * What pairs of double precision numbers, first y and then x, have to do with each other: the line
 * through them by least squares, and how near to it they lie. Sums are exact before the result is
 * rounded once.
 */
public record Regression(Figure figure) implements AggregateFunction {
  public Regression {
    Objects.requireNonNull(figure);
  }

  /** What is told of the pairs, by its SQL name. */
  public enum Figure {
    CORR,
    COVAR_POP,
    COVAR_SAMP,
    REGR_AVGX,
    REGR_AVGY,
    REGR_COUNT,
    REGR_INTERCEPT,
    REGR_R2,
    REGR_SLOPE,
    REGR_SXX,
    REGR_SXY,
    REGR_SYY
  }

  @Override
  public List<Type> arguments() {
    return List.of(Type.Simple.FLOAT8, Type.Simple.FLOAT8);
  }

  @Override
  public Type result() {
    return isCount() ? Type.Simple.INT8 : Type.Simple.FLOAT8;
  }

  @Override
  public boolean isCount() {
    return figure == Figure.REGR_COUNT;
  }
}
