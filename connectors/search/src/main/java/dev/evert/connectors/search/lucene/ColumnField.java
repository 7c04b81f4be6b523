package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Type;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are indexed and found again. What {@link #add} writes and what the
 * queries look for is decided in one class, so that the two can not disagree.
 *
 * <p>An array is indexed as the set of its elements.
 */
sealed interface ColumnField
    permits WordsField, TermField, WholeField, ScaledField, RealField, OrderedField {

  /** The column's name, and that of the field. */
  String name();

  /** Indexes the next field of {@code in}, which has a value, and moves past it. */
  void add(RowReader in, Document out);

  /**
   * Finds the rows that have this very value.
   *
   * @throws EvertException if the text is no value of the column's type
   */
  Query exact(String text);

  /**
   * Finds the rows with a value between two others; null leaves an end open.
   *
   * @throws EvertException if a text is no value of the column's type
   */
  Query range(@Nullable String low, @Nullable String high, boolean withLow, boolean withHigh);

  /** Whether a word that names no column is looked for here, if it can be a value. */
  boolean anywhere();

  /** The field for a column of this type, or for the elements of an array. */
  static ColumnField of(String name, Type type) {
    Type base = type.base();
    return switch (base) {
      case Type.Simple simple ->
          switch (simple) {
            case INT2, INT4, INT8 -> new WholeField(name, simple, true);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> new WholeField(name, simple, false);
            case FLOAT4, FLOAT8 -> new RealField(name, simple);
            case BOOLEAN, BYTEA -> new TermField(name, simple, false);
            case UUID -> new TermField(name, simple, true);
            case TIMETZ, INTERVAL -> new OrderedField(name, simple, false);
            case JSON, JSONB -> new WordsField(name);
          };
      case Type.Numeric numeric ->
          ScaledField.holds(numeric)
              ? new ScaledField(name, numeric.scale())
              : new OrderedField(name, Type.Numeric.ANY, true);
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> new WordsField(name);
      case Type.Row row -> new OrderedField(name, row, false);
      case Type.Array(Type element) -> of(name, element);
      case Type.Domain domain -> of(name, domain.of());
    };
  }
}
