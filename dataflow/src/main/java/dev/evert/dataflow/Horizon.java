package dev.evert.dataflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator need not keep any more, behind the watermarks of tables: the entries of which a
 * field is less than each of the bounds.
 *
 * @param bounds one for each table that matters, at least one
 * @param field writes the field of a kept row; null if the key of what is kept begins with it
 */
public record Horizon(List<Bound> bounds, @Nullable RowFunction field) {
  public Horizon {
    bounds = List.copyOf(bounds);
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException("a horizon without bounds");
    }
  }

  /**
   * What the field is compared with.
   *
   * @param table whose watermark it is made of
   * @param of writes it, in {@link dev.evert.spi.row.KeyFormat}, for a row whose only field is the
   *     watermark: not less for a later one
   */
  public record Bound(String table, RowFunction of) {}
}
