package dev.evert.spi.row;

import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The orders of the types, each by a model of its own. Random values come close to each other. */
final class Orders {
  private static final List<Decimal.Special> SPECIAL = List.of(Decimal.Special.values());
  private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

  private Orders() {}

  static List<Order<?>> all() {
    return List.of(
        new Order<Long>(
            Type.Simple.INT8,
            Orders::anyLong,
            (value, row) -> row.putInt8(value),
            Comparator.naturalOrder()),
        new Order<Integer>(
            Type.Simple.INT4,
            random -> (int) anyLong(random),
            (value, row) -> row.putInt4(value),
            Comparator.naturalOrder()),
        new Order<Short>(
            Type.Simple.INT2,
            random -> (short) anyLong(random),
            (value, row) -> row.putInt2(value),
            Comparator.naturalOrder()),
        new Order<Boolean>(
            Type.Simple.BOOLEAN,
            Random::nextBoolean,
            (value, row) -> row.putBoolean(value),
            Comparator.naturalOrder()),
        new Order<>(
            Type.Simple.FLOAT8,
            Orders::anyDouble,
            (value, row) -> row.putFloat8(value),
            Comparator.comparingDouble(value -> value + 0.0)),
        new Order<>(
            Type.Simple.FLOAT4,
            random -> (float) anyDouble(random),
            (value, row) -> row.putFloat4(value),
            (a, b) -> Float.compare(a + 0.0f, b + 0.0f)),
        new Order<>(
            Type.Numeric.ANY,
            Orders::anyDecimal,
            (value, row) -> row.putNumeric(value),
            Decimal::compare),
        new Order<>(
            Type.Simple.INTERVAL,
            Orders::anyInterval,
            (value, row) -> row.putInterval(value.months(), value.days(), value.micros()),
            Comparator.comparing(Orders::length)),
        new Order<>(
            Type.Simple.TIMETZ,
            random -> new RowReader.TimeTz(random.nextInt(5), random.nextInt(5) - 2),
            (value, row) -> row.putTimeTz(value.micros(), value.secondsWest()),
            Comparator.<RowReader.TimeTz>comparingLong(
                    value -> value.micros() + value.secondsWest() * 1_000_000L)
                .thenComparingInt(RowReader.TimeTz::secondsWest)),
        new Order<>(
            Type.Text.ANY,
            Orders::anyText,
            (value, row) -> row.putText(value),
            (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b))),
        new Order<>(
            Type.Simple.BYTEA,
            Orders::anyBytes,
            (value, row) -> row.putBytes(value, 0, value.length),
            Arrays::compareUnsigned),
        new Order<>(
            new Type.Array(Type.Simple.INT4),
            Orders::anyArray,
            (value, row) -> value.write(row),
            Comparator.naturalOrder()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static long anyLong(Random random) {
    long value = random.nextLong() >> random.nextInt(64);
    return random.nextInt(20) == 0
        ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE)
        : value;
  }

  static double anyDouble(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> Double.NaN;
      case 3 -> random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case 4 -> random.nextInt(10) - 5;
      case 5 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextGaussian();
    };
  }

  static Decimal anyDecimal(Random random) {
    int kind = random.nextInt(20);
    if (kind < 3) {
      return SPECIAL.get(kind);
    }
    int bits = random.nextInt(kind == 3 ? 5_000 : kind < 8 ? 120 : 20);
    BigInteger unscaled = new BigInteger(bits, random);
    BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate());
    BigDecimal scaled =
        value.scaleByPowerOfTen(random.nextInt(kind < 6 ? 60 : 8) - (kind < 6 ? 50 : 6));
    return Decimal.of(
        random.nextBoolean() ? scaled : scaled.setScale(Math.max(scaled.scale(), 0) + 2));
  }

  static IntervalValue anyInterval(Random random) {
    if (random.nextInt(10) == 0) {
      return new IntervalValue((int) anyLong(random), (int) anyLong(random), anyLong(random));
    }
    long micros = random.nextInt(5) * 43_200_000_000L - 86_400_000_000L;
    return new IntervalValue(random.nextInt(5) - 2, random.nextInt(150) - 75, micros);
  }

  private static BigInteger length(IntervalValue value) {
    return BigInteger.valueOf(value.months() * 30L + value.days())
        .multiply(DAY)
        .add(BigInteger.valueOf(value.micros()));
  }

  static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    String characters = "\u0000\u0001\u0002 abÿ€😀";
    int[] points = characters.codePoints().toArray();
    int length = random.nextInt(random.nextInt(10) == 0 ? 60 : 4);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  static byte[] anyBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 60 : 4)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(4));
    }
    return bytes;
  }

  private static Numbers anyArray(Random random) {
    int rows = random.nextInt(3);
    int columns = random.nextInt(2) + 1;
    boolean flat = random.nextBoolean();
    Integer[] elements = new Integer[rows * columns];
    Arrays.setAll(elements, _ -> random.nextInt(4) == 0 ? null : random.nextInt(3));
    int[] lengths =
        elements.length == 0
            ? new int[0]
            : flat ? new int[] {rows * columns} : new int[] {rows, columns};
    int[] lower = new int[lengths.length];
    Arrays.setAll(lower, _ -> random.nextInt(3) - 1);
    return new Numbers(elements, lengths, lower);
  }

  /** An array, in the order that PostgreSQL's array_cmp gives. */
  private record Numbers(@Nullable Integer[] elements, int[] lengths, int[] lower)
      implements Comparable<Numbers> {
    private static final Comparator<@Nullable Integer> ELEMENT =
        Comparator.nullsLast(Comparator.naturalOrder());

    void write(RowWriter row) {
      row.beginArray();
      for (Integer element : elements) {
        if (element == null) {
          row.putNull();
        } else {
          row.putInt4(element);
        }
      }
      row.endArray(lengths, lower);
    }

    @Override
    public int compareTo(Numbers that) {
      int order = Arrays.compare(elements, that.elements, ELEMENT);
      if (order == 0) {
        order = Integer.compare(lengths.length, that.lengths.length);
      }
      if (order == 0) {
        order = Arrays.compare(lengths, that.lengths);
      }
      return order == 0 ? Arrays.compare(lower, that.lower) : order;
    }
  }
}
