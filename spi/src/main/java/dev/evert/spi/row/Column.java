package dev.evert.spi.row;

import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a schema.
 *
 * @param name as the source spells it
 * @param nullable whether a value may be null
 * @param missing the encoded field ({@link RowFormat}) that a row which ends before this column has
 *     here: rows written before the column was added; null means SQL's null
 */
public record Column(String name, Type type, boolean nullable, byte @Nullable [] missing) {

  /** Spelled out: a compact constructor's class file does not say which arguments may be null. */
  public Column(String name, Type type, boolean nullable, byte @Nullable [] missing) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a column needs a name");
    }
    this.name = name;
    this.type = Objects.requireNonNull(type);
    this.nullable = nullable;
    this.missing = missing;
  }

  /** A column that every row of its schema holds. */
  public static Column of(String name, Type type, boolean nullable) {
    return new Column(name, type, nullable, null);
  }

  /** A column that may be null. */
  public static Column nullable(String name, Type type) {
    return of(name, type, true);
  }

  /** A column that is never null. */
  public static Column required(String name, Type type) {
    return of(name, type, false);
  }

  /** Writes the field that a row has here which ends before this column. */
  public void putMissing(RowWriter out) {
    if (missing == null) {
      out.putNull();
    } else {
      out.putEncoded(missing, 0, missing.length);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Column that
        && name.equals(that.name)
        && type.equals(that.type)
        && nullable == that.nullable
        && Arrays.equals(missing, that.missing);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, nullable, Arrays.hashCode(missing));
  }

  @Override
  public String toString() {
    return name + " " + type.sql() + (nullable ? "" : " not null");
  }
}
