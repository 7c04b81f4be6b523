package dev.evert.sql.generate;

import dev.evert.spi.row.RowFormat;
import dev.evert.spi.type.Type;
import dev.evert.sql.runtime.Fields;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Finds the columns of one incoming row. The code goes through the row once, as far as the last
 * column that is needed, and keeps in local variables where each needed column starts and ends.
 */
final class RowInput {
  private final Emitter emitter;
  private final RowShape shape;
  private final BitSet needed;
  private final int bytesSlot;
  private final int fromSlot;
  private final int[] starts;
  private final int[] ends;

  /**
   * A row that is handed in as an array, a start and an end.
   *
   * @param bytesSlot the slot of the array; start and end follow it
   */
  RowInput(Emitter emitter, RowShape shape, BitSet needed, int bytesSlot) {
    this.emitter = emitter;
    this.shape = shape;
    this.needed = needed;
    this.bytesSlot = bytesSlot;
    this.fromSlot = bytesSlot + 1;
    this.starts = new int[shape.width()];
    this.ends = new int[shape.width()];
    needed.stream()
        .forEach(column -> {
          starts[column] = emitter.code().allocateLocal(TypeKind.INT);
          ends[column] = emitter.code().allocateLocal(TypeKind.INT);
        });
  }

  RowShape shape() {
    return shape;
  }

  void loadBytes() {
    emitter.code().aload(bytesSlot);
  }

  void loadStart(int column) {
    emitter.code().iload(starts[column]);
  }

  void loadEnd(int column) {
    emitter.code().iload(ends[column]);
  }

  /** Goes on at the label if the column is null. */
  void branchIfNull(int column, Label onNull) {
    if (shape.nullable().get(column)) {
      loadBytes();
      loadStart(column);
      emitter.code().baload().loadConstant(RowFormat.PRESENT).if_icmpne(onNull);
    }
  }

  /** The code that finds the columns of a row that is there. */
  void walk() {
    CodeBuilder code = emitter.code();
    int at = code.allocateLocal(TypeKind.INT);
    code.iload(fromSlot).istore(at);
    for (int column = 0; column < needed.length(); column++) {
      if (needed.get(column)) {
        code.iload(at).istore(starts[column]);
      }
      skip(column, at);
      if (needed.get(column)) {
        code.iload(at).istore(ends[column]);
      }
    }
  }

  /** The same for a row that may be absent: all its columns are null then. */
  void walkOptional(int toSlot) {
    CodeBuilder code = emitter.code();
    Label present = code.newLabel();
    Label done = code.newLabel();
    code.iload(fromSlot).iload(toSlot).if_icmpne(present);
    byte[] nulls = new byte[Math.max(needed.length(), 1)];
    Arrays.fill(nulls, RowFormat.NULL);
    emitter.constant(nulls, byte[].class);
    code.astore(bytesSlot);
    needed.stream()
        .forEach(column -> {
          code.loadConstant(column).istore(starts[column]);
          code.loadConstant(column + 1).istore(ends[column]);
        });
    code.goto_(done).labelBinding(present);
    walk();
    code.labelBinding(done);
  }

  private void skip(int column, int at) {
    CodeBuilder code = emitter.code();
    Type type = shape.types().get(column);
    int size = fixedSize(type);
    if (size > 0 && !shape.nullable().get(column)) {
      code.iinc(at, size);
      return;
    }
    loadBytes();
    code.iload(at);
    if (size > 0) {
      code.loadConstant(size);
      emitter.call(Fields.class, "skipFixed", int.class, byte[].class, int.class, int.class);
    } else if (isString(type)) {
      emitter.call(Fields.class, "skipString", int.class, byte[].class, int.class);
    } else {
      emitter.constant(type, Type.class);
      emitter.call(Fields.class, "skip", int.class, byte[].class, int.class, Type.class);
    }
    code.istore(at);
  }

  /** The size of a present field of the type with its mark, or 0 if sizes differ. */
  private static int fixedSize(Type type) {
    return switch (type.base()) {
      case Type.Simple simple ->
          switch (simple) {
            case BOOLEAN -> 2;
            case INT2 -> 3;
            case INT4, FLOAT4, DATE -> 5;
            case INT8, FLOAT8, TIME, TIMESTAMP, TIMESTAMPTZ -> 9;
            case TIMETZ -> 13;
            case UUID -> 17;
            case INTERVAL -> 33;
            case BYTEA, JSON, JSONB -> 0;
          };
      case Type.Numeric _, Type.Text _, Type.Char _, Type.Array _, Type.Row _ -> 0;
      case Type.Enumeration _, Type.Domain _, Type.Other _ -> 0;
    };
  }

  private static boolean isString(Type type) {
    return switch (type.base()) {
      case Type.Simple simple -> fixedSize(simple) == 0;
      case Type.Text _, Type.Char _, Type.Enumeration _, Type.Other _ -> true;
      case Type.Numeric _, Type.Array _, Type.Row _, Type.Domain _ -> false;
    };
  }
}
