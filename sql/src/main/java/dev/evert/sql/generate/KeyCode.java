package dev.evert.sql.generate;

import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.runtime.Keys;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.List;

/** Emits the writing of values in the form in which equal ones are equal bytes. */
final class KeyCode {
  private final ValueCode values;
  private final Emitter emitter;
  private final CodeBuilder code;

  KeyCode(ValueCode values) {
    this.values = values;
    this.emitter = values.emitter();
    this.code = emitter.code();
  }

  /** Writes the value, or the mark of a null. */
  void put(Expression expression, int writer) {
    if (expression instanceof Expression.Column && KeyFormat.isExact(expression.type())) {
      new RowCode(values).write(List.of(expression), writer);
      return;
    }
    Label onNull = code.newLabel();
    Label done = code.newLabel();
    put(expression, writer, onNull);
    code.goto_(done).labelBinding(onNull);
    code.aload(writer);
    emitter.callVirtual(RowWriter.class, "putNull", void.class);
    code.labelBinding(done);
  }

  /** Writes the value, or goes to the label if it is null. */
  void put(Expression expression, int writer, Label onNull) {
    values.value(expression, onNull);
    Form form = Form.of(expression.type());
    Type type = expression.type().base();
    if (KeyFormat.isExact(type)) {
      values.put(form, writer);
      return;
    }
    emitter.constant(type, Type.class);
    code.aload(writer);
    String method = form == Form.ENCODED ? "putArray" : "put";
    emitter.call(Keys.class, method, void.class, form.javaClass(), Type.class, RowWriter.class);
  }
}
