package dev.evert.sql.set;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.JsonPathFunctions;
import dev.evert.sql.runtime.Slice;
import java.util.ArrayList;
import java.util.List;

/** {@code jsonb_path_query}: a row for each item that an SQL/JSON path leads to. */
final class PathRows {
  private static final String NAME = "jsonb_path_query";

  private PathRows() {}

  static List<SetFunction> functions() {
    return List.of(
        of(List.of()),
        of(List.of(Type.Simple.JSONB)),
        of(List.of(Type.Simple.JSONB, Type.Simple.BOOLEAN)));
  }

  private static SetFunction of(List<Type> more) {
    List<Type> parameters = new ArrayList<>();
    parameters.add(Type.Simple.JSONB);
    parameters.add(Type.Text.ANY);
    parameters.addAll(more);
    return new SetFunction(
        NAME,
        parameters,
        List.of(new SetFunction.Result(NAME, Type.Simple.JSONB, false)),
        (in, out) -> items(in, more.size(), out));
  }

  private static void items(RowReader in, int more, SetRows out) {
    Slice json = slice(in);
    Slice path = slice(in);
    Slice variables = more > 0 ? slice(in) : Slice.of("{}");
    boolean silent = more > 1 && in.readBoolean();
    for (Slice item : JsonPathFunctions.each(json, path, variables, silent)) {
      RowWriter writer = out.writer();
      writer.putBytes(item.bytes(), item.from(), item.size());
      out.end();
    }
  }

  private static Slice slice(RowReader in) {
    byte[] bytes = in.readBytes();
    return new Slice(bytes, 0, bytes.length);
  }
}
