package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Numerics of few enough digits that a long holds them, counted in units of their last digit: exact
 * points and doc values. NaN is the largest long, above all numbers, as PostgreSQL sorts it.
 */
record ScaledField(String name, int scale) implements ColumnField {
  private static final int LONG_DIGITS = 18;
  private static final BigInteger BEYOND = BigInteger.TEN.pow(LONG_DIGITS);

  static boolean holds(Type.Numeric type) {
    return type.bounded() && type.precision() <= LONG_DIGITS;
  }

  @Override
  public void add(RowReader in, Document out) {
    out.add(new LongField(name, units(in.readNumeric(), RoundingMode.UNNECESSARY), Field.Store.NO));
  }

  @Override
  public Query exact(String text) {
    Decimal value = parse(text);
    long floor = units(value, RoundingMode.FLOOR);
    if (floor != units(value, RoundingMode.CEILING)) {
      return new MatchNoDocsQuery("more digits than the column has");
    }
    return LongField.newExactQuery(name, floor);
  }

  @Override
  public Query range(
      @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    boolean withFrom = true;
    boolean withTo = true;
    if (low != null) {
      Decimal value = parse(low);
      from = units(value, RoundingMode.CEILING);
      withFrom = withLow || from != units(value, RoundingMode.FLOOR);
    }
    if (high != null) {
      Decimal value = parse(high);
      to = units(value, RoundingMode.FLOOR);
      withTo = withHigh || to != units(value, RoundingMode.CEILING);
    }
    return WholeField.between(name, from, to, withFrom, withTo);
  }

  @Override
  public boolean anywhere() {
    return true;
  }

  private static Decimal parse(String text) {
    return FieldText.read(Type.Numeric.ANY, text).readNumeric();
  }

  private long units(Decimal value, RoundingMode rounding) {
    return switch (value) {
      case Decimal.Special.NEGATIVE_INFINITY -> Long.MIN_VALUE;
      case Decimal.Special.INFINITY -> Long.MAX_VALUE - 1;
      case Decimal.Special.NAN -> Long.MAX_VALUE;
      case Decimal.Finite(BigDecimal number) -> {
        BigInteger units = number.setScale(scale, rounding).unscaledValue();
        yield units.min(BEYOND).max(BEYOND.negate()).longValueExact();
      }
    };
  }
}
