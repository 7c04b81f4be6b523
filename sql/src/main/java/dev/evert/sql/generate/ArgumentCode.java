package dev.evert.sql.generate;

import dev.evert.dataflow.aggregate.Conditions;
import dev.evert.dataflow.aggregate.EntryField;
import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Expression;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Emits the writing of what the functions of an aggregate are given. */
final class ArgumentCode {
  private final ValueCode values;
  private final Emitter emitter;
  private final CodeBuilder code;
  private final int writer;

  ArgumentCode(ValueCode values, int writer) {
    this.values = values;
    this.emitter = values.emitter();
    this.code = emitter.code();
    this.writer = writer;
  }

  /** Which conditions hold, a bit each. */
  void holding(List<Expression> conditions) {
    int holding = code.allocateLocal(TypeKind.LONG);
    code.lconst_0().lstore(holding);
    for (int i = 0; i < conditions.size(); i++) {
      Label holds = code.newLabel();
      Label not = code.newLabel();
      values.conditions().branch(conditions.get(i), holds, not);
      code.labelBinding(holds);
      code.lload(holding).loadConstant(1L << i).lor().lstore(holding);
      code.labelBinding(not);
    }
    code.lload(holding).aload(writer);
    emitter.call(Conditions.class, "put", void.class, long.class, RowWriter.class);
  }

  /** Values that are always written are written together. */
  void write(List<Argument> arguments) {
    List<Expression> plain = new ArrayList<>();
    for (Argument argument : arguments) {
      if (argument instanceof Argument.Values row && row.condition() == null) {
        plain.addAll(row.values());
      } else {
        new RowCode(values).write(plain, writer);
        plain.clear();
        write(argument);
      }
    }
    new RowCode(values).write(plain, writer);
  }

  private void write(Argument argument) {
    Expression condition = argument.condition();
    if (condition == null) {
      put(argument);
      return;
    }
    Label counts = code.newLabel();
    Label not = code.newLabel();
    Label done = code.newLabel();
    values.conditions().branch(condition, counts, not);
    code.labelBinding(counts);
    put(argument);
    code.goto_(done).labelBinding(not).aload(writer);
    emitter.callVirtual(RowWriter.class, "putNull", void.class);
    code.labelBinding(done);
  }

  private void put(Argument argument) {
    switch (argument) {
      case Argument.Values row -> new RowCode(values).write(row.values(), writer);
      case Argument.Entry entry -> entry(entry);
    }
  }

  private void entry(Argument.Entry entry) {
    int place = code.allocateLocal(TypeKind.INT);
    code.aload(writer);
    emitter.call(EntryField.class, "begin", int.class, RowWriter.class);
    code.istore(place);
    entry.order().forEach(field -> new SortCode(values).put(field, writer));
    end("endKey", place);
    new RowCode(values).write(entry.values(), writer);
    end("end", place);
  }

  private void end(String method, int place) {
    code.aload(writer).iload(place);
    emitter.call(EntryField.class, method, void.class, RowWriter.class, int.class);
  }
}
