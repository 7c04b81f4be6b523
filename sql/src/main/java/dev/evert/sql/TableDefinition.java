package dev.evert.sql;

import dev.evert.dataflow.Watermark;
import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as {@code create table} defines it.
 *
 * @param name as it is kept
 * @param defaults for each column the text of the expression that it has where none is given
 * @param checks the texts of conditions that no row may make false
 * @param watermark how the table keeps its own time, if it does
 * @param appendOnly whether rows are only added
 */
public record TableDefinition(
    String name,
    Schema schema,
    List<Optional<String>> defaults,
    List<String> checks,
    Optional<Watermark> watermark,
    boolean appendOnly) {
  public TableDefinition {
    Objects.requireNonNull(name);
    defaults = List.copyOf(defaults);
    checks = List.copyOf(checks);
    if (defaults.size() != schema.width()) {
      throw new IllegalArgumentException(defaults.size() + " defaults for " + schema);
    }
  }
}
