package dev.evert.dataflow.aggregate;

import dev.evert.dataflow.Regression;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import java.math.BigInteger;

/**
 * The line through pairs of floats. Sums are exact, in units of the least double or of its square,
 * and what is asked for is a quotient of them.
 */
final class RegressionAccumulator extends Accumulator {
  private static final int UNIT = FloatVarianceAccumulator.UNIT;

  private final Regression.Figure figure;
  private final FloatMoments ys = new FloatMoments();
  private final FloatMoments xs = new FloatMoments();
  private final ExactSum products = ExactSum.ofProducts();

  RegressionAccumulator(Regression.Figure figure) {
    this.figure = figure;
  }

  @Override
  public void clear() {
    ys.clear();
    xs.clear();
    products.clear();
  }

  @Override
  public void read(StateReader in) {
    ys.read(in);
    xs.read(in);
    products.read(in);
  }

  @Override
  public void write(StateWriter out) {
    ys.write(out);
    xs.write(out);
    products.write(out);
  }

  @Override
  public void add(RowReader argument, long weight) {
    double y = argument.readFloat8();
    double x = argument.readFloat8();
    ys.add(y, weight);
    xs.add(x, weight);
    if (Double.isFinite(y) && Double.isFinite(x)) {
      products.addProduct(y, x, weight);
    }
  }

  @Override
  public void result(RowWriter out) {
    if (figure == Regression.Figure.REGR_COUNT) {
      out.putInt8(xs.count());
    } else if (xs.count() <= (figure == Regression.Figure.COVAR_SAMP ? 1 : 0) || isNone()) {
      out.putNull();
    } else {
      double value = isKnown() ? value() : Double.NaN;
      out.putFloat8(isMean() ? value : FloatVarianceAccumulator.requireFinite(value));
    }
  }

  /** Means are as infinite as what they are of. */
  private boolean isMean() {
    return figure == Regression.Figure.REGR_AVGX || figure == Regression.Figure.REGR_AVGY;
  }

  /** Whether what is asked for does not exist: a line through pairs of which all x are equal. */
  private boolean isNone() {
    return switch (figure) {
      case CORR -> isConstant(xs) || isConstant(ys);
      case REGR_INTERCEPT, REGR_R2, REGR_SLOPE -> isConstant(xs);
      case COVAR_POP, COVAR_SAMP, REGR_COUNT -> false;
      case REGR_AVGX, REGR_AVGY, REGR_SXX, REGR_SXY, REGR_SYY -> false;
    };
  }

  private static boolean isConstant(FloatMoments numbers) {
    return numbers.isFinite() && numbers.spread().signum() == 0;
  }

  /** Whether it depends on finite numbers only. */
  private boolean isKnown() {
    return switch (figure) {
      case REGR_SXX -> xs.isFinite();
      case REGR_SYY -> ys.isFinite();
      case REGR_AVGX, REGR_AVGY, REGR_COUNT -> true;
      case REGR_R2 -> isConstant(ys) || (xs.isFinite() && ys.isFinite());
      case CORR, COVAR_POP, COVAR_SAMP, REGR_INTERCEPT, REGR_SLOPE, REGR_SXY ->
          xs.isFinite() && ys.isFinite();
    };
  }

  private double value() {
    BigInteger count = BigInteger.valueOf(xs.count());
    return switch (figure) {
      case CORR -> correlation();
      case COVAR_POP -> Ratio.toDouble(shared(), count.pow(2), UNIT);
      case COVAR_SAMP ->
          Ratio.toDouble(shared(), count.multiply(count.subtract(BigInteger.ONE)), UNIT);
      case REGR_AVGX -> xs.mean();
      case REGR_AVGY -> ys.mean();
      case REGR_COUNT -> xs.count();
      case REGR_INTERCEPT -> intercept(count);
      case REGR_R2 -> isConstant(ys) ? 1 : determination();
      case REGR_SLOPE -> Ratio.toDouble(shared(), xs.spread(), 0);
      case REGR_SXX -> Ratio.toDouble(xs.spread(), count, UNIT);
      case REGR_SXY -> Ratio.toDouble(shared(), count, UNIT);
      case REGR_SYY -> Ratio.toDouble(ys.spread(), count, UNIT);
    };
  }

  /** The count times the sum of products, less the product of the sums. */
  private BigInteger shared() {
    return products
        .toBigInteger()
        .multiply(BigInteger.valueOf(xs.count()))
        .subtract(xs.sum().multiply(ys.sum()));
  }

  private double correlation() {
    double size = Math.sqrt(determination());
    return shared().signum() < 0 ? -size : size;
  }

  private double determination() {
    return Ratio.toDouble(shared().pow(2), xs.spread().multiply(ys.spread()), 0);
  }

  private double intercept(BigInteger count) {
    BigInteger spread = xs.spread();
    BigInteger dividend = ys.sum().multiply(spread).subtract(xs.sum().multiply(shared()));
    return Ratio.toDouble(dividend, spread.multiply(count), UNIT / 2);
  }
}
