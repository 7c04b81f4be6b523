package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.Sql;
import dev.evert.connectors.postgres.type.FieldDecoder;
import dev.evert.connectors.postgres.type.TypeMapping;
import dev.evert.spi.row.Column;

/**
 * A column that is followed.
 *
 * @param typeOid the type's number in {@code pg_type}
 * @param modifier the type's parameters, packed; -1 if there are none
 */
public record CapturedColumn(Column column, int typeOid, int modifier, TypeMapping mapping) {

  /** The column's name. */
  public String name() {
    return column.name();
  }

  /** What to select so that binary COPY sends something that {@link #copyDecoder} reads. */
  public String copyExpression() {
    String name = Sql.name(name());
    return mapping.binary().isPresent()
        ? name
        : "case when "
            + name
            + " is not distinct from null then null else format('%s', "
            + name
            + ") end";
  }

  /** Reads what {@link #copyExpression} sends. */
  public FieldDecoder copyDecoder() {
    return mapping.binary().orElse(mapping.text());
  }

  /** The same column with what it was known as before: name, type and missing value. */
  public CapturedColumn as(Column known) {
    return new CapturedColumn(known, typeOid, modifier, mapping);
  }
}
