package dev.evert.spi.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.type.Decimal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumericPartsTest {
  private final NumericParts parts = new NumericParts();

  private BigDecimal value(Decimal numeric) {
    RowWriter out = new RowWriter();
    out.putNumeric(numeric);
    out.putInt2((short) 7);
    RowReader reader = new RowReader().set(out.buffer(), 0, out.size());
    reader.readNumeric(parts);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < parts.count(); i++) {
      BigDecimal digit = BigDecimal.valueOf(parts.digit(i));
      sum = sum.add(digit.scaleByPowerOfTen((parts.weight() - i) * 4));
    }
    assertThat(reader.readInt2()).isEqualTo((short) 7);
    return parts.isNegative() ? sum.negate() : sum;
  }

  @Test
  void partsAddUpToTheNumber() {
    for (String text :
        List.of("0", "0.00", "1", "-1", "12345.6789", "-0.00001", "9999999999999999999", "10000")) {
      BigDecimal number = new BigDecimal(text);
      assertThat(value(Decimal.of(number))).isEqualByComparingTo(number);
      assertThat(parts.scale()).isEqualTo(number.scale());
      assertThat(parts.isFinite()).isTrue();
    }
  }

  @Test
  void specialValuesHaveNoDigits() {
    for (Decimal.Special special : Decimal.Special.values()) {
      assertThat(value(special)).isZero();
      assertThat(parts.isFinite()).isFalse();
    }
  }
}
