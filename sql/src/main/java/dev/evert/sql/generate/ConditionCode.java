package dev.evert.sql.generate;

import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Expressions;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.expression.OfRow;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.List;

/** Emits code that goes to one of three labels, by SQL's three truth values. */
final class ConditionCode {
  private final Emitter emitter;
  private final CodeBuilder code;
  private final ValueCode values;
  private final CompareCode compares;

  ConditionCode(Emitter emitter, ValueCode values, CompareCode compares) {
    this.emitter = emitter;
    this.code = emitter.code();
    this.values = values;
    this.compares = compares;
  }

  /**
   * Whether a row is wanted: of several conditions, those after one that is not true are not asked.
   */
  void branch(Expression condition, Label isTrue, Label isNot) {
    for (Expression conjunct : Expressions.conjuncts(condition)) {
      Label next = code.newLabel();
      branch(conjunct, next, isNot, isNot);
      code.labelBinding(next);
    }
    code.goto_(isTrue);
  }

  /** Goes to one of the labels; never on to the code that follows. */
  void branch(Expression expression, Label isTrue, Label isFalse, Label isNull) {
    switch (expression) {
      case Expression.And and -> chain(and.operands(), isTrue, isFalse, isNull, true);
      case Expression.Or or -> chain(or.operands(), isTrue, isFalse, isNull, false);
      case Expression.Not not -> branch(not.operand(), isFalse, isTrue, isNull);
      case Expression.Compare compare -> compare(compare, isTrue, isFalse, isNull);
      case Expression.IsDistinct distinct -> distinct(distinct, isTrue, isFalse);
      case Expression.IsNull test -> isNull(test, isTrue, isFalse);
      case Expression.IsTruth test when test.value() ->
          branch(test.operand(), isTrue, isFalse, isFalse);
      case Expression.IsTruth test -> branch(test.operand(), isFalse, isTrue, isFalse);
      case Expression.Column _, Expression.Literal _, Expression.Call _, Expression.Cast _ ->
          value(expression, isTrue, isFalse, isNull);
      case Expression.Case _, Expression.Coalesce _, Expression.Extreme _, OfRow.Field _ ->
          value(expression, isTrue, isFalse, isNull);
      case OfRow.Made _ -> throw new IllegalArgumentException("a row as a condition");
      case Expression.ArrayOf _ -> throw new IllegalArgumentException("an array as a condition");
      case Expression.Parameter _, OfQuery _ ->
          throw new IllegalArgumentException("a query inside an expression that is computed");
    }
  }

  private void value(Expression expression, Label isTrue, Label isFalse, Label isNull) {
    values.value(expression, isNull);
    code.ifne(isTrue).goto_(isFalse);
  }

  /**
   * {@code and} (ends at the first false) or {@code or} (at the first true). A null in between does
   * not end it; where null and the one that ends it are treated alike, it does, unless an error of
   * a later operand would be missed.
   */
  private void chain(
      List<Expression> operands, Label isTrue, Label isFalse, Label isNull, boolean and) {
    Label ending = and ? isFalse : isTrue;
    Label passed = and ? isTrue : isFalse;
    boolean mayFail = operands.stream().skip(1).anyMatch(Failing::mayFail);
    boolean nullable = operands.stream().anyMatch(Expression::nullable);
    boolean remember = nullable && (mayFail || isNull != ending);
    int sawNull = remember ? code.allocateLocal(TypeKind.INT) : -1;
    if (remember) {
      code.iconst_0().istore(sawNull);
    }
    for (Expression operand : operands) {
      Label next = code.newLabel();
      Label onNull = remember ? code.newLabel() : isNull;
      branch(operand, and ? next : ending, and ? ending : next, onNull);
      if (remember) {
        code.labelBinding(onNull).iconst_1().istore(sawNull);
      }
      code.labelBinding(next);
    }
    if (remember) {
      code.iload(sawNull).ifne(isNull);
    }
    code.goto_(passed);
  }

  private void compare(Expression.Compare compare, Label isTrue, Label isFalse, Label isNull) {
    values.operands(List.of(compare.left(), compare.right()), isNull);
    compares.branch(compare.comparison(), compare.left().type(), isTrue, isFalse);
  }

  private void distinct(Expression.IsDistinct distinct, Label isTrue, Label isFalse) {
    Form form = Form.of(distinct.left().type());
    Label leftNull = code.newLabel();
    int left = emitter.local(form);
    values.value(distinct.left(), leftNull);
    emitter.store(form, left);
    values.value(distinct.right(), isTrue);
    int right = emitter.local(form);
    emitter.store(form, right);
    emitter.load(form, left);
    emitter.load(form, right);
    compares.branch(Comparison.NOT_EQUAL, distinct.left().type(), isTrue, isFalse);
    code.labelBinding(leftNull);
    isNull(new Expression.IsNull(distinct.right()), isFalse, isTrue);
  }

  private void isNull(Expression.IsNull test, Label onNull, Label onValue) {
    values.value(test.operand(), onNull);
    if (Emitter.kind(Form.of(test.operand().type())).slotSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
    code.goto_(onValue);
  }
}
