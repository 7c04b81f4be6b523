package dev.evert.connectors.search.lucene;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers, and dates and times in the units of {@link dev.evert.spi.row.RowFormat}, whose
 * infinities are the ends of the range: points and doc values.
 */
record WholeField(String name, Type.Simple type, boolean anywhere) implements ColumnField {

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
    return between(name, from, to, withLow || low == null, withHigh || high == null);
  }

  /** The numbers from {@code from} to {@code to}, with or without these two. */
  static Query between(String name, long from, long to, boolean withFrom, boolean withTo) {
    if ((!withFrom && from == Long.MAX_VALUE) || (!withTo && to == Long.MIN_VALUE)) {
      return new MatchNoDocsQuery("nothing beyond the end of the range");
    }
    return LongField.newRangeQuery(name, withFrom ? from : from + 1, withTo ? to : to - 1);
  }

  private long parse(String text) {
    return read(FieldText.read(type, text));
  }

  private long read(RowReader in) {
    return switch (type) {
      case INT2 -> in.readInt2();
      case INT4 -> in.readInt4();
      case DATE -> wide(in.readInt4());
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> in.readInt8();
      case BOOLEAN, FLOAT4, FLOAT8, BYTEA, TIMETZ, INTERVAL, UUID, JSON, JSONB ->
          throw new IllegalStateException(type + " is no whole number");
    };
  }

  /** Keeps a date's infinities at the ends. */
  private static long wide(int days) {
    return switch (days) {
      case Integer.MIN_VALUE -> Long.MIN_VALUE;
      case Integer.MAX_VALUE -> Long.MAX_VALUE;
      default -> days;
    };
  }
}
