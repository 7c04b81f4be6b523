package dev.evert.dataflow.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Regression;
import dev.evert.dataflow.Seeds;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Variances, regressions and bits leave no trace of what came and went, and are rounded once. */
final class StatisticsTest {
  private static final MathContext DIGITS = new MathContext(400);

  private final Random random = Seeds.random("StatisticsTest");

  private static RowReader row(Consumer<RowWriter> fields) {
    RowWriter out = new RowWriter();
    fields.accept(out);
    return new RowReader().set(out.toBytes());
  }

  private static byte[] state(Accumulator accumulator) {
    StateWriter out = new StateWriter();
    accumulator.write(out);
    return Arrays.copyOf(out.buffer(), out.size());
  }

  private static RowReader result(Accumulator accumulator) {
    return row(accumulator::result);
  }

  private double number() {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(100) / 8.0;
      case 1 -> Math.scalb(random.nextGaussian(), random.nextInt(200) - 100);
      case 2 -> -1e100 * random.nextDouble();
      case 3 -> Double.MIN_VALUE * random.nextInt(1000);
      default -> random.nextGaussian();
    };
  }

  /** Rows, and others that come and go between them; through the written state now and then. */
  private Accumulator fed(AggregateFunction function, List<Consumer<RowWriter>> rows) {
    Accumulator accumulator = Accumulator.of(function);
    accumulator.clear();
    List<Consumer<RowWriter>> passing = new ArrayList<>();
    for (Consumer<RowWriter> fields : rows) {
      accumulator.add(row(fields), 1);
      Consumer<RowWriter> other = rows.get(random.nextInt(rows.size()));
      accumulator.add(row(other), 5);
      passing.add(other);
      if (random.nextInt(3) == 0) {
        accumulator.read(new StateReader().set(state(accumulator), 0));
      }
    }
    Collections.shuffle(passing, random);
    passing.forEach(fields -> accumulator.add(row(fields), -5));
    Accumulator fresh = Accumulator.of(function);
    fresh.clear();
    List<Consumer<RowWriter>> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(fields -> fresh.add(row(fields), 1));
    assertThat(state(accumulator)).isEqualTo(state(fresh));
    return accumulator;
  }

  @Test
  void floatVariances() {
    for (int round = 0; round < 300 * Seeds.factor(); round++) {
      List<Double> values = new ArrayList<>();
      for (int i = -2; i < random.nextInt(20); i++) {
        values.add(number());
      }
      List<Consumer<RowWriter>> rows = new ArrayList<>();
      values.forEach(value -> rows.add(out -> out.putFloat8(value)));
      Accumulator sample =
          fed(new AggregateFunction.Variance(Type.Simple.FLOAT8, true, false), rows);
      BigDecimal expected =
          shared(values, values).divide(BigDecimal.valueOf(values.size() - 1), DIGITS);
      assertThat(result(sample).readFloat8()).isEqualTo(expected.doubleValue());
    }
  }

  /** The sum of the products of the distances to the means. */
  private static BigDecimal shared(List<Double> left, List<Double> right) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < left.size(); i++) {
      BigDecimal one = new BigDecimal(left.get(i)).subtract(mean(left));
      BigDecimal other = new BigDecimal(right.get(i)).subtract(mean(right));
      sum = sum.add(one.multiply(other));
    }
    return sum;
  }

  private static BigDecimal mean(List<Double> values) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : values) {
      sum = sum.add(new BigDecimal(value));
    }
    return sum.divide(BigDecimal.valueOf(values.size()), DIGITS);
  }

  @Test
  void regressions() {
    for (int round = 0; round < 200 * Seeds.factor(); round++) {
      List<Double> ys = new ArrayList<>();
      List<Double> xs = new ArrayList<>();
      List<Consumer<RowWriter>> rows = new ArrayList<>();
      for (int i = -2; i < random.nextInt(20); i++) {
        double y = random.nextInt(1000) / 16.0;
        double x = i + random.nextGaussian();
        ys.add(y);
        xs.add(x);
        rows.add(out -> {
          out.putFloat8(y);
          out.putFloat8(x);
        });
      }
      BigDecimal slope = shared(xs, ys).divide(shared(xs, xs), DIGITS);
      assertThat(figure(Regression.Figure.REGR_SLOPE, rows)).isEqualTo(slope.doubleValue());
      BigDecimal intercept = mean(ys).subtract(slope.multiply(mean(xs)));
      assertThat(figure(Regression.Figure.REGR_INTERCEPT, rows)).isEqualTo(intercept.doubleValue());
      double correlation = figure(Regression.Figure.CORR, rows);
      assertThat(correlation).isBetween(-1.0, 1.0);
      assertThat(figure(Regression.Figure.REGR_R2, rows))
          .isCloseTo(correlation * correlation, within(1e-12));
    }
  }

  private double figure(Regression.Figure figure, List<Consumer<RowWriter>> rows) {
    RowReader result = result(fed(new Regression(figure), rows));
    return result.isPresent() ? result.readFloat8() : Double.NaN;
  }

  @Test
  void exactVariances() {
    for (int round = 0; round < 300 * Seeds.factor(); round++) {
      List<Consumer<RowWriter>> integers = new ArrayList<>();
      List<Consumer<RowWriter>> numerics = new ArrayList<>();
      for (int i = -2; i < random.nextInt(20); i++) {
        long value = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(1000) - 500;
        long shown = random.nextInt(9) == 0 ? Long.MIN_VALUE : value;
        integers.add(out -> out.putInt8(shown));
        numerics.add(out -> out.putNumeric(Decimal.of(shown)));
      }
      for (boolean sample : new boolean[] {true, false}) {
        Accumulator one =
            fed(new AggregateFunction.Variance(Type.Simple.INT8, sample, true), integers);
        Accumulator other =
            fed(new AggregateFunction.Variance(Type.Numeric.ANY, sample, true), numerics);
        assertThat(result(one).readNumeric()).isEqualTo(result(other).readNumeric());
      }
    }
  }

  @Test
  void bits() {
    for (int round = 0; round < 300 * Seeds.factor(); round++) {
      List<Consumer<RowWriter>> rows = new ArrayList<>();
      long all = -1;
      long any = 0;
      long odd = 0;
      for (int i = -1; i < random.nextInt(9); i++) {
        long value = random.nextLong() | 0xFF00FFL;
        rows.add(out -> out.putInt8(value));
        all &= value;
        any |= value;
        odd ^= value;
      }
      assertThat(bits(AggregateFunction.BitOperation.AND, rows)).isEqualTo(all);
      assertThat(bits(AggregateFunction.BitOperation.OR, rows)).isEqualTo(any);
      assertThat(bits(AggregateFunction.BitOperation.XOR, rows)).isEqualTo(odd);
    }
  }

  private long bits(AggregateFunction.BitOperation operation, List<Consumer<RowWriter>> rows) {
    return result(fed(new AggregateFunction.Bits(Type.Simple.INT8, operation), rows)).readInt8();
  }
}
