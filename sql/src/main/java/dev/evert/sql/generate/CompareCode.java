package dev.evert.sql.generate;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Form;
import dev.evert.sql.runtime.Compares;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Emits comparisons of the two values on the stack, by PostgreSQL's order of their type. */
final class CompareCode {
  private final Emitter emitter;
  private final CodeBuilder code;

  CompareCode(Emitter emitter) {
    this.emitter = emitter;
    this.code = emitter.code();
  }

  /** Takes two values and goes to one of the labels. */
  void branch(Comparison comparison, Type type, Label isTrue, Label isFalse) {
    order(type);
    switch (comparison) {
      case EQUAL -> code.ifeq(isTrue);
      case NOT_EQUAL -> code.ifne(isTrue);
      case LESS -> code.iflt(isTrue);
      case LESS_OR_EQUAL -> code.ifle(isTrue);
      case GREATER -> code.ifgt(isTrue);
      case GREATER_OR_EQUAL -> code.ifge(isTrue);
    }
    code.goto_(isFalse);
  }

  /** Takes two values and leaves a number below, at or above 0. */
  void order(Type type) {
    Form form = Form.of(type);
    Class<?> javaClass = form.javaClass();
    switch (type.base()) {
      case Type.Char _ -> two("padded", javaClass);
      case Type.Simple.JSONB -> two("jsonb", javaClass);
      case Type.Array _, Type.Row _ -> {
        emitter.constant(type.base(), Type.class);
        emitter.call(Compares.class, "encoded", int.class, javaClass, javaClass, Type.class);
      }
      case Type.Enumeration labels -> {
        emitter.constant(labels, Type.Enumeration.class);
        emitter.call(
            Compares.class, "labels", int.class, javaClass, javaClass, Type.Enumeration.class);
      }
      case Type.Simple _, Type.Numeric _, Type.Text _, Type.Other _, Type.Domain _ ->
          two("compare", javaClass);
    }
  }

  private void two(String method, Class<?> javaClass) {
    if (javaClass == long.class) {
      code.lcmp();
    } else {
      emitter.call(Compares.class, method, int.class, javaClass, javaClass);
    }
  }
}
