package dev.evert.sql.generate;

import dev.evert.spi.type.Type;
import java.util.List;

/**
 * The columns of the rows that generated code reads.
 *
 * @param types in order
 * @param nullable for each column, whether it may be null
 */
public record RowShape(List<Type> types, List<Boolean> nullable) {
  public RowShape {
    types = List.copyOf(types);
    nullable = List.copyOf(nullable);
    if (types.size() != nullable.size()) {
      throw new IllegalArgumentException(types.size() + " types, " + nullable.size() + " flags");
    }
  }

  /** The number of columns. */
  public int width() {
    return types.size();
  }
}
