package dev.evert.sql;

import dev.evert.spi.row.Schema;
import dev.evert.sql.function.UserFunctions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a statement may name.
 *
 * @param relations the tables and views, by name; a name may have its schema before it, as in
 *     {@code shop.orders}, and be written without it if that is unique
 * @param functions those that are not built in
 */
public record SqlNames(Map<String, Schema> relations, UserFunctions functions) {
  public SqlNames {
    relations = new LinkedHashMap<>(relations);
    Objects.requireNonNull(functions);
  }

  /** Tables and views alone. */
  public static SqlNames of(Map<String, Schema> relations) {
    return new SqlNames(relations, UserFunctions.NONE);
  }
}
