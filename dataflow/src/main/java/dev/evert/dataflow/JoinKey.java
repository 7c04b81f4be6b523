package dev.evert.dataflow;

import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowFormat;
import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one side of a join is arranged by.
 *
 * <p>Two joins that arrange the same node by keys of the same id share one arrangement; a join on
 * the primary key of a table uses the table's own.
 *
 * @param id says what the function does: functions with the same id on the same node give the same
 *     keys. Plain columns have the id of {@link #columnsId}
 * @param function makes the key
 */
public record JoinKey(String id, KeyFunction function) {

  public JoinKey {
    Objects.requireNonNull(id);
    Objects.requireNonNull(function);
  }

  /** The key of plain columns; a row with a null in one of them matches nothing. */
  public static JoinKey columns(List<Type> types, int... columns) {
    List<KeyColumns> fields =
        Arrays.stream(columns).mapToObj(i -> new KeyColumns(types, new int[] {i})).toList();
    return new JoinKey(
        columnsId(columns),
        (bytes, from, to, out) -> {
          for (KeyColumns field : fields) {
            int start = out.size();
            field.copy(bytes, from, to, out);
            if (out.buffer()[start] != RowFormat.PRESENT) {
              return false;
            }
          }
          return true;
        });
  }

  /** The id of a key of plain columns in which a null matches nothing. */
  public static String columnsId(int... columns) {
    return "columns" + Arrays.toString(columns);
  }
}
