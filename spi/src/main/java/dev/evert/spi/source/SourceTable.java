package dev.evert.spi.source;

import dev.evert.spi.row.Schema;
import java.util.Objects;

/**
 * A table that a source feeds.
 *
 * @param name as the outside system names it, qualified, e.g. {@code public.orders}
 * @param schema its columns; without a key the table is a multiset, whose changes are {@link
 *     ChangeKind#INSERT} and {@link ChangeKind#RETRACT}
 */
public record SourceTable(String name, Schema schema) {
  public SourceTable {
    Objects.requireNonNull(name);
    Objects.requireNonNull(schema);
  }
}
