package dev.evert.spi.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of bytes is the order of values; keys are equal where values are, and only there. */
class RowOrderTest {
  static List<Order<?>> orders() {
    return Orders.all();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void bytesAreInTheOrderOfValues(Order<?> order) {
    check(order, Seed.random());
  }

  private static <T> void check(Order<T> order, Random random) {
    for (int i = 0; i < Seed.times(20_000); i++) {
      T left = order.make().apply(random);
      T right = order.make().apply(random);
      int wanted = Integer.signum(order.comparator().compare(left, right));
      byte[] leftKey = order.key(left);
      byte[] rightKey = order.key(right);
      String what = order.type().sql() + ": " + left + " to " + right;
      assertThat(sign(leftKey, rightKey)).as("keys of %s", what).isEqualTo(wanted);
      if (wanted != 0) {
        assertThat(sign(order.field(left), order.field(right))).as(what).isEqualTo(wanted);
      }
      if (KeyFormat.isExact(order.type())) {
        assertThat(leftKey).as("key of %s", left).isEqualTo(order.field(left));
      }
      checkSkip(order, left);
    }
  }

  private static <T> void checkSkip(Order<T> order, T value) {
    byte[] field = order.field(value);
    byte[] padded = Arrays.copyOf(field, field.length + 3);
    RowReader reader = new RowReader().set(padded, 0, field.length);
    reader.skip(order.type());
    assertThat(reader.offset()).isEqualTo(field.length);
    assertThat(keyOfKey(order, value)).isEqualTo(order.key(value));
  }

  /** A key is its own key. */
  private static <T> byte[] keyOfKey(Order<T> order, T value) {
    RowWriter again = new RowWriter();
    KeyFormat.copy(order.type(), new RowReader().set(order.key(value)), again);
    return again.toBytes();
  }

  private static int sign(byte[] left, byte[] right) {
    return Integer.signum(Arrays.compareUnsigned(left, right));
  }
}
