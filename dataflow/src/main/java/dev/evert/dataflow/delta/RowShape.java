package dev.evert.dataflow.delta;

import dev.evert.spi.row.RowFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;

/** Brings rows to the columns of a schema, and partial rows to whole ones. One thread. */
public final class RowShape {
  private final Schema schema;
  private final List<Type> types;
  private final boolean mayBePartial;
  private final RowReader reader = new RowReader();
  private final RowReader former = new RowReader();

  /** For the columns of a schema. */
  public RowShape(Schema schema) {
    this.schema = schema;
    this.types = schema.types();
    this.mayBePartial = types.stream().anyMatch(RowShape::isLong);
  }

  /** The same for another thread. */
  public RowShape another() {
    return new RowShape(schema);
  }

  /** Whether a source may leave out the type's values where they did not change. */
  private static boolean isLong(Type type) {
    return switch (type.base()) {
      case Type.Simple simple ->
          simple == Type.Simple.BYTEA || simple == Type.Simple.JSON || simple == Type.Simple.JSONB;
      case Type.Numeric _, Type.Text _, Type.Char _ -> true;
      case Type.Array _, Type.Row _, Type.Other _, Type.Enumeration _ -> true;
      case Type.Domain _ -> throw new IllegalStateException("a base type is no domain");
    };
  }

  /** Whether the row holds fields that its source did not send. */
  public boolean isPartial(byte[] bytes, int from, int to) {
    if (!mayBePartial || !holdsMark(bytes, from, to)) {
      return false;
    }
    reader.set(bytes, from, to);
    for (int i = 0; !reader.atEnd() && i < types.size(); i++) {
      if (reader.isUnchanged()) {
        return true;
      }
      reader.skip(types.get(i));
    }
    return false;
  }

  private static boolean holdsMark(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == RowFormat.UNCHANGED) {
        return true;
      }
    }
    return false;
  }

  /** Writes a row with the fields that it lacks taken from the row before it. */
  public void fill(
      byte[] bytes, int from, int to, byte[] before, int beforeFrom, int beforeTo, RowWriter out) {
    reader.set(bytes, from, to);
    former.set(before, beforeFrom, beforeTo);
    for (int i = 0; !reader.atEnd() && i < types.size(); i++) {
      boolean unchanged = reader.isUnchanged();
      int start = reader.offset();
      reader.skip(types.get(i));
      int formerStart = former.offset();
      boolean missing = former.atEnd();
      former.skip(types.get(i));
      if (!unchanged) {
        out.putEncoded(bytes, start, reader.offset() - start);
      } else if (missing) {
        schema.column(i).putMissing(out);
      } else {
        out.putEncoded(before, formerStart, former.offset() - formerStart);
      }
    }
  }

  /** Writes a row with exactly the schema's columns: cut, or filled up with missing values. */
  public void fit(byte[] bytes, int from, int to, RowWriter out) {
    reader.set(bytes, from, to);
    int column = 0;
    while (column < types.size() && !reader.atEnd()) {
      reader.skip(types.get(column++));
    }
    out.putEncoded(bytes, from, reader.offset() - from);
    for (; column < types.size(); column++) {
      schema.column(column).putMissing(out);
    }
  }
}
