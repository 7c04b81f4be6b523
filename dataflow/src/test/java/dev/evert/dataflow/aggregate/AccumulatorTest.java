package dev.evert.dataflow.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.dataflow.AggregateFunction;
import dev.evert.dataflow.Seeds;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class AccumulatorTest {
  private final Random random = Seeds.random("AccumulatorTest");
  private final RowReader reader = new RowReader();

  private void add(Accumulator accumulator, long weight, Consumer<RowWriter> value) {
    RowWriter out = new RowWriter();
    value.accept(out);
    accumulator.add(reader.set(out.buffer(), 0, out.size()), weight);
  }

  private RowReader result(Accumulator accumulator) {
    RowWriter out = new RowWriter();
    accumulator.result(out);
    return reader.set(out.toBytes());
  }

  private static byte[] state(Accumulator accumulator) {
    StateWriter out = new StateWriter();
    accumulator.write(out);
    return Arrays.copyOf(out.buffer(), out.size());
  }

  private static Accumulator sum(Type type) {
    return Accumulator.of(new AggregateFunction.Sum(type));
  }

  private static Accumulator avg(Type type) {
    return Accumulator.of(new AggregateFunction.Avg(type));
  }

  private double anyDouble() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62) >> 1);
      case 1 -> random.nextInt(1000) / 8.0;
      case 2 -> Double.MIN_VALUE * random.nextInt(1000);
      case 3 -> Math.scalb(random.nextGaussian(), random.nextInt(900));
      case 4 -> -random.nextDouble() * 1e300;
      default -> random.nextGaussian();
    };
  }

  @Test
  void floatSumsAreExactAndLeaveNoTrace() {
    for (int round = 0; round < 500 * Seeds.factor(); round++) {
      Accumulator accumulator = sum(Type.Simple.FLOAT8);
      accumulator.clear();
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < random.nextInt(50); i++) {
        double value = anyDouble();
        if (Double.isFinite(value)) {
          values.add(value);
        }
      }
      List<Double> others = new ArrayList<>();
      for (double value : values) {
        add(accumulator, 1, out -> out.putFloat8(value));
        double other = anyDouble();
        if (Double.isFinite(other)) {
          others.add(other);
          add(accumulator, 3, out -> out.putFloat8(other));
        }
      }
      accumulator.read(new StateReader().set(state(accumulator), 0));
      Collections.shuffle(others, random);
      others.forEach(other -> add(accumulator, -3, out -> out.putFloat8(other)));
      checkSum(accumulator, values);
    }
  }

  private void checkSum(Accumulator accumulator, List<Double> values) {
    BigDecimal exact = BigDecimal.ZERO;
    for (double value : values) {
      exact = exact.add(new BigDecimal(value));
    }
    Accumulator fresh = sum(Type.Simple.FLOAT8);
    fresh.clear();
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(value -> add(fresh, 1, out -> out.putFloat8(value)));
    assertThat(state(accumulator)).isEqualTo(state(fresh));
    double expected = exact.doubleValue();
    if (values.isEmpty()) {
      assertThat(result(accumulator).isPresent()).isFalse();
    } else if (Double.isInfinite(expected)) {
      assertThatThrownBy(() -> result(accumulator)).isInstanceOf(EvertException.class);
    } else {
      double found = result(accumulator).readFloat8();
      assertThat(found + 0.0).isEqualTo(expected + 0.0);
    }
  }

  @Test
  void specialFloats() {
    Accumulator accumulator = sum(Type.Simple.FLOAT8);
    accumulator.clear();
    add(accumulator, 1, out -> out.putFloat8(-0.0));
    assertThat(Double.doubleToRawLongBits(result(accumulator).readFloat8())).isEqualTo(1L << 63);
    add(accumulator, 1, out -> out.putFloat8(0.0));
    assertThat(Double.doubleToRawLongBits(result(accumulator).readFloat8())).isZero();
    add(accumulator, 1, out -> out.putFloat8(Double.POSITIVE_INFINITY));
    assertThat(result(accumulator).readFloat8()).isEqualTo(Double.POSITIVE_INFINITY);
    add(accumulator, 1, out -> out.putFloat8(Double.NEGATIVE_INFINITY));
    assertThat(result(accumulator).readFloat8()).isNaN();
    add(accumulator, -1, out -> out.putFloat8(Double.POSITIVE_INFINITY));
    assertThat(result(accumulator).readFloat8()).isEqualTo(Double.NEGATIVE_INFINITY);
    add(accumulator, -1, out -> out.putFloat8(Double.NEGATIVE_INFINITY));
    add(accumulator, -1, out -> out.putFloat8(0.0));
    add(accumulator, -1, out -> out.putFloat8(-0.0));
    add(accumulator, 2, out -> out.putFloat8(Double.MAX_VALUE));
    assertThatThrownBy(() -> result(accumulator)).hasMessageContaining("out of range");
    add(accumulator, -1, out -> out.putFloat8(Double.MAX_VALUE));
    assertThat(result(accumulator).readFloat8()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void singlesAreRoundedOnce() {
    for (int round = 0; round < 2000; round++) {
      Accumulator accumulator = sum(Type.Simple.FLOAT4);
      accumulator.clear();
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < 4; i++) {
        float value = Float.intBitsToFloat(random.nextInt());
        if (Float.isFinite(value)) {
          exact = exact.add(new BigDecimal(value));
          add(accumulator, 1, out -> out.putFloat4(value));
        } else {
          add(accumulator, 1, out -> out.putFloat4(0));
        }
      }
      float expected = exact.floatValue();
      if (Float.isFinite(expected)) {
        assertThat(result(accumulator).readFloat4() + 0.0f).isEqualTo(expected + 0.0f);
      }
    }
  }

  @Test
  void floatMeans() {
    for (int round = 0; round < 500; round++) {
      Accumulator accumulator = avg(Type.Simple.FLOAT8);
      accumulator.clear();
      BigDecimal exact = BigDecimal.ZERO;
      int count = 1 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        double value = random.nextGaussian() * 1000;
        exact = exact.add(new BigDecimal(value));
        add(accumulator, 1, out -> out.putFloat8(value));
      }
      BigDecimal mean = exact.divide(BigDecimal.valueOf(count), new MathContext(200));
      assertThat(result(accumulator).readFloat8()).isEqualTo(mean.doubleValue());
    }
  }

  @Test
  void numericSumsShowTheDigitsOfWhatIsThere() {
    Accumulator accumulator = sum(Type.Numeric.ANY);
    accumulator.clear();
    assertThat(result(accumulator).isPresent()).isFalse();
    numeric(accumulator, "1.50", 1);
    numeric(accumulator, "2.123", 1);
    assertThat(result(accumulator).readNumeric()).hasToString("3.623");
    numeric(accumulator, "2.123", -1);
    assertThat(result(accumulator).readNumeric()).hasToString("1.50");
    numeric(accumulator, "99999999999999999999999999999999", 2);
    assertThat(result(accumulator).readNumeric())
        .hasToString("199999999999999999999999999999999.50");
    add(accumulator, 1, out -> out.putNumeric(Decimal.Special.NAN));
    assertThat(result(accumulator).readNumeric()).isEqualTo(Decimal.Special.NAN);
    add(accumulator, -1, out -> out.putNumeric(Decimal.Special.NAN));
    add(accumulator, 1, out -> out.putNumeric(Decimal.Special.NEGATIVE_INFINITY));
    assertThat(result(accumulator).readNumeric()).isEqualTo(Decimal.Special.NEGATIVE_INFINITY);
    add(accumulator, 1, out -> out.putNumeric(Decimal.Special.INFINITY));
    assertThat(result(accumulator).readNumeric()).isEqualTo(Decimal.Special.NAN);
    byte[] state = state(accumulator);
    accumulator.read(new StateReader().set(state, 0));
    assertThat(state(accumulator)).isEqualTo(state);
  }

  @Test
  void numericSumsAreExactAndLeaveNoTrace() {
    for (int round = 0; round < 500 * Seeds.factor(); round++) {
      Accumulator accumulator = sum(Type.Numeric.ANY);
      accumulator.clear();
      BigDecimal expected = BigDecimal.ZERO;
      List<BigDecimal> others = new ArrayList<>();
      int count = 1 + random.nextInt(30);
      int size = 1 + random.nextInt(80);
      for (int i = 0; i < count; i++) {
        BigDecimal value = decimal(size);
        BigDecimal other = decimal(size);
        long weight = 1 + random.nextInt(5) * (long) random.nextInt(1 << 30);
        add(accumulator, weight, out -> out.putNumeric(Decimal.of(value)));
        expected = expected.add(value.multiply(BigDecimal.valueOf(weight)));
        others.add(other);
        add(accumulator, 2, out -> out.putNumeric(Decimal.of(other)));
        if (random.nextInt(4) == 0) {
          accumulator.read(new StateReader().set(state(accumulator), 0));
        }
      }
      others.forEach(other -> add(accumulator, -2, out -> out.putNumeric(Decimal.of(other))));
      BigDecimal found = ((Decimal.Finite) result(accumulator).readNumeric()).value();
      assertThat(found).isEqualTo(expected);
      Accumulator fresh = sum(Type.Numeric.ANY);
      fresh.read(new StateReader().set(state(accumulator), 0));
      assertThat(state(fresh)).isEqualTo(state(accumulator));
    }
  }

  private BigDecimal decimal(int size) {
    BigInteger unscaled = new BigInteger(random.nextInt(size) + 1, random);
    int scale = random.nextInt(12);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
  }

  private void numeric(Accumulator accumulator, String value, long weight) {
    add(accumulator, weight, out -> out.putNumeric(Decimal.of(new BigDecimal(value))));
  }

  @Test
  void numericMeansAreThoseOfPostgres() throws IOException {
    for (String line : lines("numeric-means.txt")) {
      List<String> numbers = List.of(line.split(" ", -1));
      Accumulator accumulator = avg(Type.Numeric.ANY);
      accumulator.clear();
      for (int i = 1; i < numbers.size(); i++) {
        numeric(accumulator, numbers.get(i), 1);
      }
      assertThat(result(accumulator).readNumeric()).as(line).hasToString(numbers.getFirst());
    }
  }

  @Test
  void intervalMeansAreThoseOfPostgres() throws IOException {
    for (String line : lines("interval-means.txt")) {
      long[] numbers = Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
      Accumulator accumulator = avg(Type.Simple.INTERVAL);
      accumulator.clear();
      for (int i = 3; i < numbers.length; i += 3) {
        IntervalValue value = interval(numbers, i);
        add(accumulator, 1, out -> out.putInterval(value.months(), value.days(), value.micros()));
      }
      assertThat(result(accumulator).readInterval()).as(line).isEqualTo(interval(numbers, 0));
    }
  }

  private static IntervalValue interval(long[] numbers, int at) {
    return new IntervalValue((int) numbers[at], (int) numbers[at + 1], numbers[at + 2]);
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(AccumulatorTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void integersOverflowOnlyWhileTheyDo() {
    Accumulator accumulator = sum(Type.Simple.INT4);
    accumulator.clear();
    add(accumulator, 1L << 33, out -> out.putInt4(Integer.MAX_VALUE));
    assertThatThrownBy(() -> result(accumulator)).hasMessageContaining("bigint out of range");
    accumulator.read(new StateReader().set(state(accumulator), 0));
    add(accumulator, -(1L << 33) + 1, out -> out.putInt4(Integer.MAX_VALUE));
    assertThat(result(accumulator).readInt8()).isEqualTo(Integer.MAX_VALUE);
    Accumulator wide = sum(Type.Simple.INT8);
    wide.clear();
    add(wide, 3, out -> out.putInt8(Long.MIN_VALUE));
    wide.read(new StateReader().set(state(wide), 0));
    assertThat(result(wide).readNumeric()).hasToString("-27670116110564327424");
  }

  @Test
  void intervals() {
    Accumulator sum = sum(Type.Simple.INTERVAL);
    Accumulator mean = avg(Type.Simple.INTERVAL);
    sum.clear();
    mean.clear();
    for (Accumulator accumulator : List.of(sum, mean)) {
      add(accumulator, 1, out -> out.putInterval(1, 0, 0));
      add(accumulator, 1, out -> out.putInterval(0, 3, 1));
    }
    assertThat(result(sum).readInterval()).isEqualTo(new IntervalValue(1, 3, 1));
    // (1 month 3 days 00:00:00.000001) / 2 = 16 days 12:00:00
    assertThat(result(mean).readInterval()).isEqualTo(new IntervalValue(0, 16, 43_200_000_000L));
    add(sum, 1, out -> out.putInterval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));
    assertThat(result(sum).readInterval().months()).isEqualTo(Integer.MAX_VALUE);
    add(sum, 1, out -> out.putInterval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE));
    assertThatThrownBy(() -> result(sum)).hasMessageContaining("interval out of range");
  }
}
