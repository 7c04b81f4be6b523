package dev.evert.connectors.postgres.catalog;

import dev.evert.connectors.postgres.connect.CloseNames;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether a table is still the one whose rows were appended in earlier runs. */
public final class KnownColumns {

  private KnownColumns() {}

  /**
   * The table with only the columns that are known; what is new is taken up where the stream tells
   * it.
   *
   * @throws EvertException {@link ErrorCode#SCHEMA_CHANGED} if a known column is gone or another
   */
  public static CapturedTable restrict(CapturedTable now, Schema known) {
    List<CapturedColumn> columns = new ArrayList<>();
    for (Column column : known.columns()) {
      columns.add(find(now, column).as(column));
    }
    List<String> keyThen = known.keyColumns().stream().map(Column::name).toList();
    List<String> keyNow = now.schema().keyColumns().stream().map(Column::name).toList();
    if (!keyThen.equals(keyNow)) {
      throw changed(now, "has another key now: " + keyNow + " instead of " + keyThen);
    }
    return new CapturedTable(
        now.oid(), now.name(), now.partitioned(), now.fullIdentity(), known, columns);
  }

  private static CapturedColumn find(CapturedTable now, Column known) {
    int index = now.schema().indexOf(known.name());
    if (index < 0) {
      List<String> names = now.columns().stream().map(CapturedColumn::name).toList();
      throw changed(
          now,
          "has no column "
              + known.name()
              + " any more: it was dropped or renamed"
              + CloseNames.hint(known.name(), names));
    }
    CapturedColumn column = now.columns().get(index);
    if (!same(known.type(), column.column().type())) {
      throw changed(
          now,
          "has another type of column "
              + known.name()
              + " now: "
              + column.column().type().sql()
              + " instead of "
              + known.type().sql());
    }
    return column;
  }

  private static EvertException changed(CapturedTable table, String change) {
    return new EvertException(ErrorCode.SCHEMA_CHANGED, "table " + table.name() + " " + change);
  }

  /** An enumeration may get labels, which change no value that is there. */
  private static boolean same(Type then, Type now) {
    if (then instanceof Type.Enumeration(String oldName, List<String> labels)
        && now instanceof Type.Enumeration(String newName, List<String> more)) {
      return oldName.equals(newName) && more.containsAll(labels);
    }
    if (then instanceof Type.Array(Type a) && now instanceof Type.Array(Type b)) {
      return same(a, b);
    }
    if (then instanceof Type.Domain(String a, Type of)
        && now instanceof Type.Domain(String b, Type other)) {
      return a.equals(b) && same(of, other);
    }
    return then.equals(now);
  }
}
