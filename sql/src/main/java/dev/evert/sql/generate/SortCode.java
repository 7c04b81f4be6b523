package dev.evert.sql.generate;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.runtime.Slice;
import dev.evert.sql.runtime.SortKeys;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;

/** Emits the writing of one field of a sort key. */
final class SortCode {
  private final ValueCode values;
  private final Emitter emitter;
  private final CodeBuilder code;

  SortCode(ValueCode values) {
    this.values = values;
    this.emitter = values.emitter();
    this.code = emitter.code();
  }

  void put(SortField field, int writer) {
    Label onNull = code.newLabel();
    Label done = code.newLabel();
    int start = code.allocateLocal(TypeKind.INT);
    code.aload(writer);
    emitter.callVirtual(RowWriter.class, "size", int.class);
    code.istore(start);
    value(field.expression(), writer, onNull);
    if (field.descending()) {
      code.aload(writer).iload(start);
      emitter.call(SortKeys.class, "invert", void.class, RowWriter.class, int.class);
    }
    code.goto_(done).labelBinding(onNull);
    code.aload(writer).loadConstant(field.nullsFirst() ? 1 : 0);
    emitter.call(SortKeys.class, "putNull", void.class, RowWriter.class, boolean.class);
    code.labelBinding(done);
  }

  private void value(Expression expression, int writer, Label onNull) {
    if (expression.type().base() instanceof Type.Enumeration labels) {
      values.value(expression, onNull);
      emitter.constant(labels, Type.Enumeration.class);
      code.aload(writer);
      emitter.call(
          SortKeys.class,
          "putLabel",
          void.class,
          Form.STRING.javaClass(),
          Type.Enumeration.class,
          RowWriter.class);
      assert Form.STRING.javaClass() == Slice.class;
    } else if (expression.type().base() == Type.Simple.JSONB) {
      values.value(expression, onNull);
      code.aload(writer);
      emitter.call(SortKeys.class, "putJsonb", void.class, Slice.class, RowWriter.class);
    } else {
      new KeyCode(values).put(expression, writer, onNull);
    }
  }
}
