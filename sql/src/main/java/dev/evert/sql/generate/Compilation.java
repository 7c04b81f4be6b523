package dev.evert.sql.generate;

import dev.evert.dataflow.KeyFunction;
import dev.evert.dataflow.PairFunction;
import dev.evert.dataflow.PairPredicate;
import dev.evert.dataflow.RowFunction;
import dev.evert.dataflow.RowPredicate;
import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Columns;
import dev.evert.sql.expression.Expression;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Compiles expressions to the functions that operators of a circuit take. */
public final class Compilation {
  private static final int ROW = 1;
  private static final int RIGHT_ROW = 4;
  private static final int RIGHT_TO = 6;
  private static final int OUT = 4;
  private static final int PAIR_OUT = 7;

  private static final MethodTypeDesc ROW_TO_ROW =
      Emitter.signature(void.class, byte[].class, int.class, int.class, RowWriter.class);
  private static final MethodTypeDesc ROW_TO_KEY =
      Emitter.signature(boolean.class, byte[].class, int.class, int.class, RowWriter.class);
  private static final MethodTypeDesc ROW_TO_TRUTH =
      Emitter.signature(boolean.class, byte[].class, int.class, int.class);
  private static final MethodTypeDesc PAIR_TO_ROW =
      Emitter.signature(
          void.class,
          byte[].class,
          int.class,
          int.class,
          byte[].class,
          int.class,
          int.class,
          RowWriter.class);
  private static final MethodTypeDesc PAIR_TO_TRUTH =
      Emitter.signature(
          boolean.class, byte[].class, int.class, int.class, byte[].class, int.class, int.class);

  private Compilation() {}

  /** Writes the values of the expressions, one field after the other. */
  public static RowFunction row(RowShape shape, List<Expression> expressions) {
    return rowFunction(shape, expressions, code -> new RowCode(code).write(expressions, OUT));
  }

  /** Writes the values in {@link dev.evert.spi.row.KeyFormat}. */
  public static RowFunction groupKey(RowShape shape, List<Expression> expressions) {
    return rowFunction(
        shape,
        expressions,
        code -> expressions.forEach(expression -> new KeyCode(code).put(expression, OUT)));
  }

  /** Writes what the functions of a window are given. */
  public static RowFunction arguments(RowShape shape, List<Argument> arguments) {
    List<Expression> expressions =
        arguments.stream().flatMap(argument -> argument.expressions().stream()).toList();
    return rowFunction(shape, expressions, code -> new ArgumentCode(code, OUT).write(arguments));
  }

  /** Writes which conditions hold, if there is any, and then the arguments. */
  public static RowFunction given(
      RowShape shape, List<Expression> conditions, List<Argument> arguments) {
    List<Expression> expressions = new ArrayList<>(conditions);
    arguments.forEach(argument -> expressions.addAll(argument.expressions()));
    return rowFunction(
        shape,
        expressions,
        code -> {
          ArgumentCode given = new ArgumentCode(code, OUT);
          if (!conditions.isEmpty()) {
            given.holding(conditions);
          }
          given.write(arguments);
        });
  }

  /** Writes bytes that sort as asked. */
  public static RowFunction sortKey(RowShape shape, List<SortField> fields) {
    List<Expression> expressions = fields.stream().map(SortField::expression).toList();
    return rowFunction(
        shape, expressions, code -> fields.forEach(field -> new SortCode(code).put(field, OUT)));
  }

  private static RowFunction rowFunction(
      RowShape shape, List<Expression> expressions, Consumer<ValueCode> body) {
    return Compiler.compile(
        RowFunction.class,
        "apply",
        ROW_TO_ROW,
        emitter -> {
          body.accept(row(emitter, shape, expressions));
          emitter.code().return_();
        });
  }

  /** Whether the condition is true. */
  public static RowPredicate condition(RowShape shape, Expression condition) {
    return Compiler.compile(
        RowPredicate.class,
        "test",
        ROW_TO_TRUTH,
        emitter -> test(row(emitter, shape, List.of(condition)), emitter, condition));
  }

  /**
   * Writes the key of one side of a join.
   *
   * @param nullSafe for each field, whether a null matches a null; where not, it matches nothing
   */
  public static KeyFunction joinKey(
      RowShape shape, List<Expression> expressions, List<Boolean> nullSafe) {
    return Compiler.compile(
        KeyFunction.class,
        "apply",
        ROW_TO_KEY,
        emitter -> {
          ValueCode values = row(emitter, shape, expressions);
          Label noMatch = emitter.code().newLabel();
          for (int i = 0; i < expressions.size(); i++) {
            KeyCode key = new KeyCode(values);
            if (nullSafe.get(i)) {
              key.put(expressions.get(i), OUT);
            } else {
              key.put(expressions.get(i), OUT, noMatch);
            }
          }
          emitter.code().iconst_1().ireturn().labelBinding(noMatch).iconst_0().ireturn();
        });
  }

  /**
   * Writes the values of expressions over two rows.
   *
   * @param optional whether the right row may be absent: its columns are null then
   */
  public static PairFunction pair(
      RowShape left, RowShape right, boolean optional, List<Expression> expressions) {
    return Compiler.compile(
        PairFunction.class,
        "apply",
        PAIR_TO_ROW,
        emitter -> {
          ValueCode values = pair(emitter, left, right, optional, expressions);
          new RowCode(values).write(expressions, PAIR_OUT);
          emitter.code().return_();
        });
  }

  /** Whether the condition over two rows is true. */
  public static PairPredicate pairCondition(RowShape left, RowShape right, Expression condition) {
    return Compiler.compile(
        PairPredicate.class,
        "test",
        PAIR_TO_TRUTH,
        emitter -> test(pair(emitter, left, right, false, List.of(condition)), emitter, condition));
  }

  private static ValueCode row(Emitter emitter, RowShape shape, List<Expression> expressions) {
    RowInput input = new RowInput(emitter, shape, Columns.of(expressions), ROW);
    input.walk();
    return new ValueCode(emitter, Inputs.of(input));
  }

  private static ValueCode pair(
      Emitter emitter,
      RowShape left,
      RowShape right,
      boolean optional,
      List<Expression> expressions) {
    BitSet used = Columns.of(expressions);
    int width = left.width();
    BitSet usedRight = used.get(width, Math.max(width, used.length()));
    RowInput first = new RowInput(emitter, left, used.get(0, width), ROW);
    RowInput second = new RowInput(emitter, right, usedRight, RIGHT_ROW);
    first.walk();
    if (optional) {
      second.walkOptional(RIGHT_TO);
    } else {
      second.walk();
    }
    return new ValueCode(emitter, new Inputs(first, second));
  }

  private static void test(ValueCode values, Emitter emitter, Expression condition) {
    Label isTrue = emitter.code().newLabel();
    Label isNot = emitter.code().newLabel();
    values.conditions().branch(condition, isTrue, isNot);
    emitter.code().labelBinding(isTrue).iconst_1().ireturn();
    emitter.code().labelBinding(isNot).iconst_0().ireturn();
  }
}
