package dev.evert.sql.generate;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.runtime.Fields;
import dev.evert.sql.runtime.RowValues;
import dev.evert.sql.runtime.Slice;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Emits the making of rows that are values, and the reading of their fields. */
final class RowValueCode {
  private final ValueCode values;
  private final Emitter emitter;
  private final CodeBuilder code;

  RowValueCode(ValueCode values) {
    this.values = values;
    this.emitter = values.emitter();
    this.code = emitter.code();
  }

  /** Leaves the row on the stack. */
  void row(OfRow.Made row) {
    int writer = emitter.local(Form.ENCODED);
    emitter.call(RowValues.class, "begin", RowWriter.class);
    code.astore(writer);
    for (Expression field : row.operands()) {
      values.put(field, writer);
    }
    code.aload(writer);
    emitter.call(RowValues.class, "end", Form.ENCODED.javaClass(), RowWriter.class);
  }

  /** Leaves the field on the stack; of a row that is made here, only the field is computed. */
  void field(OfRow.Field field, Label onNull) {
    Expression known = OfRow.field(field.row(), field.index());
    if (known instanceof OfRow.Field stored) {
      stored(stored, onNull);
    } else {
      values.value(known, onNull);
    }
  }

  private void stored(OfRow.Field field, Label onNull) {
    int row = emitter.local(Form.ENCODED);
    int start = emitter.local(Form.INT);
    values.value(field.row(), onNull);
    code.astore(row).aload(row);
    emitter.constant(field.rowType(), Type.Row.class);
    code.loadConstant(field.index());
    emitter.call(RowValues.class, "start", int.class, Slice.class, Type.Row.class, int.class);
    code.istore(start).iload(start).iflt(onNull);
    loadBytes(row);
    code.iload(start);
    Form form = Form.of(field.type());
    if (form == Form.STRING || form == Form.ENCODED) {
      loadBytes(row);
      code.iload(start);
      emitter.constant(field.type(), Type.class);
      emitter.call(Fields.class, "skip", int.class, byte[].class, int.class, Type.class);
    }
    values.read(form);
  }

  private void loadBytes(int row) {
    code.aload(row);
    emitter.callVirtual(Slice.class, "bytes", byte[].class);
  }
}
