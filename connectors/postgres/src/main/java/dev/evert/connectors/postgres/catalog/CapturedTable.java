package dev.evert.connectors.postgres.catalog;

import dev.evert.spi.row.Schema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that is followed, as it is known at some moment.
 *
 * @param oid its number in {@code pg_class}
 * @param partitioned whether its rows are in partitions
 * @param fullIdentity whether the log holds the whole old row of each update and delete
 * @param columns in the schema's order
 */
public record CapturedTable(
    int oid,
    TableName name,
    boolean partitioned,
    boolean fullIdentity,
    Schema schema,
    List<CapturedColumn> columns) {

  public CapturedTable {
    columns = List.copyOf(columns);
    if (columns.size() != schema.width()) {
      throw new IllegalArgumentException(columns.size() + " columns for " + schema);
    }
  }

  /** Whether all columns' values can be read in binary. */
  public boolean binary() {
    return columns.stream().allMatch(column -> column.mapping().binary().isPresent());
  }

  /** What to select, for binary COPY. */
  public String copyList() {
    return columns.stream().map(CapturedColumn::copyExpression).collect(Collectors.joining(", "));
  }
}
