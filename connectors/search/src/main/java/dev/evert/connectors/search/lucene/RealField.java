package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;

/**
 * Floats, as longs in the order of the numbers (what {@link DoublePoint} does, too): -0 is 0, and
 * NaN is above infinity, as PostgreSQL sorts it.
 */
record RealField(String name, Type.Simple type) implements ColumnField {

  @Override
  public void add(RowReader in, Document out) {
    out.add(new LongField(name, read(in), Field.Store.NO));
  }

  @Override
  public Query exact(String text) {
    return LongField.newExactQuery(name, parse(text));
  }

  @Override
  public Query range(
      @Nullable String low, @Nullable String high, boolean withLow, boolean withHigh) {
    long from = low == null ? Long.MIN_VALUE : parse(low);
    long to = high == null ? Long.MAX_VALUE : parse(high);
    return WholeField.between(name, from, to, withLow || low == null, withHigh || high == null);
  }

  @Override
  public boolean anywhere() {
    return true;
  }

  private long parse(String text) {
    return read(FieldText.read(type, text));
  }

  /** A float4 is widened, on both sides: what was written 0.1 is found as 0.1. */
  private long read(RowReader in) {
    double value = type == Type.Simple.FLOAT4 ? in.readFloat4() : in.readFloat8();
    return NumericUtils.doubleToSortableLong(value + 0.0);
  }
}
