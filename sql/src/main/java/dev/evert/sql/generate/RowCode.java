package dev.evert.sql.generate;

import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Expression;
import java.lang.classfile.CodeBuilder;
import java.util.List;

/** Emits the writing of a row; columns that do not change are copied as they are encoded. */
final class RowCode {
  private final ValueCode values;
  private final CodeBuilder code;

  RowCode(ValueCode values) {
    this.values = values;
    this.code = values.emitter().code();
  }

  void write(List<Expression> expressions, int writer) {
    int next = 0;
    while (next < expressions.size()) {
      int end = runEnd(expressions, next);
      if (end > next) {
        copy((Expression.Column) expressions.get(next), end - next, writer);
        next = end;
      } else {
        values.put(expressions.get(next++), writer);
      }
    }
  }

  /** Where the run of neighbouring columns of one row ends that begins at {@code start}. */
  private int runEnd(List<Expression> expressions, int start) {
    int end = start;
    while (end < expressions.size()
        && expressions.get(end) instanceof Expression.Column column
        && (end == start || follows(column, expressions.get(end - 1)))) {
      end++;
    }
    return end;
  }

  private boolean follows(Expression.Column column, Expression before) {
    return before instanceof Expression.Column last
        && column.index() == last.index() + 1
        && values.inputs().inFirst(column.index()) == values.inputs().inFirst(last.index());
  }

  private void copy(Expression.Column first, int count, int writer) {
    Inputs inputs = values.inputs();
    int from = first.index();
    code.aload(writer);
    inputs.loadBytes(from);
    inputs.loadStart(from);
    inputs.loadEnd(from + count - 1);
    inputs.loadStart(from);
    code.isub();
    values
        .emitter()
        .callVirtual(RowWriter.class, "putEncoded", void.class, byte[].class, int.class, int.class);
  }
}
