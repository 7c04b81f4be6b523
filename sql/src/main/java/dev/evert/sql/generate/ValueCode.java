package dev.evert.sql.generate;

import dev.evert.spi.row.RowWriter;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Form;
import dev.evert.sql.expression.Function;
import dev.evert.sql.expression.OfQuery;
import dev.evert.sql.expression.OfRow;
import dev.evert.sql.runtime.ArrayValues;
import dev.evert.sql.runtime.Fields;
import dev.evert.sql.runtime.Literals;
import dev.evert.sql.runtime.Puts;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Emits the code that leaves an expression's value on the stack, or goes to a label if it is null.
 * At that label the stack is as it was before: so a value is never kept on the stack while another
 * that may be null is computed.
 */
final class ValueCode {
  private final Emitter emitter;
  private final CodeBuilder code;
  private final Inputs inputs;
  private final ConditionCode conditions;
  private final CompareCode compares;
  private final CastCode casts;
  private final RowValueCode rows;

  ValueCode(Emitter emitter, Inputs inputs) {
    this.emitter = emitter;
    this.code = emitter.code();
    this.inputs = inputs;
    this.compares = new CompareCode(emitter);
    this.casts = new CastCode(emitter);
    this.rows = new RowValueCode(this);
    this.conditions = new ConditionCode(emitter, this, compares);
  }

  Emitter emitter() {
    return emitter;
  }

  Inputs inputs() {
    return inputs;
  }

  ConditionCode conditions() {
    return conditions;
  }

  CompareCode compares() {
    return compares;
  }

  /** Leaves the value on the stack, in the form of its type. */
  void value(Expression expression, Label onNull) {
    switch (expression) {
      case Expression.Column column -> column(column, onNull);
      case Expression.Literal literal -> literal(literal, onNull);
      case Expression.Call call -> call(call, onNull);
      case Expression.Cast cast -> cast(cast, onNull);
      case Expression.Parameter _, OfQuery _ ->
          throw new IllegalArgumentException("a query inside an expression that is computed");
      case Expression.Condition condition -> condition(condition, onNull);
      case Expression.Case choice -> choice(choice, onNull);
      case Expression.Coalesce coalesce -> coalesce(coalesce, onNull);
      case Expression.Extreme extreme -> extreme(extreme, onNull);
      case Expression.ArrayOf array -> array(array);
      case OfRow.Made row -> rows.row(row);
      case OfRow.Field field -> rows.field(field, onNull);
    }
  }

  private void column(Expression.Column column, Label onNull) {
    int index = column.index();
    inputs.branchIfNull(index, onNull);
    inputs.loadBytes(index);
    inputs.loadStart(index);
    Form form = Form.of(column.type());
    if (form == Form.STRING || form == Form.ENCODED) {
      inputs.loadEnd(index);
    }
    read(form);
  }

  /** Takes the bytes of a row, where a field starts and, of some forms, where it ends. */
  void read(Form form) {
    Class<?> result = form.javaClass();
    String reader =
        switch (form) {
          case BOOLEAN -> "readBoolean";
          case SHORT -> "readShort";
          case INT -> "readInt";
          case LONG -> "readLong";
          case FLOAT -> "readFloat";
          case DOUBLE -> "readDouble";
          case DECIMAL -> "readDecimal";
          case INTERVAL -> "readInterval";
          case UUID -> "readUuid";
          case TIMETZ -> "readTimeTz";
          case STRING -> "readString";
          case ENCODED -> "readArray";
        };
    if (form == Form.STRING || form == Form.ENCODED) {
      emitter.call(Fields.class, reader, result, byte[].class, int.class, int.class);
    } else {
      emitter.call(Fields.class, reader, result, byte[].class, int.class);
    }
  }

  private void literal(Expression.Literal literal, Label onNull) {
    Form form = Form.of(literal.type());
    if (literal.field() == null) {
      code.goto_(onNull);
      emitter.anyValue(form);
      return;
    }
    Object value = Literals.value(literal.type(), literal.field());
    switch (value) {
      case Boolean truth -> code.loadConstant(truth ? 1 : 0);
      case Short number -> code.loadConstant(number.intValue());
      case Integer number -> code.loadConstant(number);
      case Long number -> code.loadConstant(number);
      case Float number -> code.loadConstant(number);
      case Double number -> code.loadConstant(number);
      default -> emitter.constant(value, form.javaClass());
    }
  }

  private void call(Expression.Call call, Label onNull) {
    if (call.function().takesNull().isEmpty()) {
      operands(call.arguments(), onNull);
    } else {
      operandsOrNulls(call, onNull);
    }
    Form form = Form.of(call.function().result());
    if (call.function().maybeNull()) {
      Class<?> boxed = MethodType.methodType(form.javaClass()).wrap().returnType();
      invoke(call.function(), boxed);
      presentOrJump(form, boxed, onNull);
    } else {
      invoke(call.function(), form.javaClass());
    }
  }

  private void invoke(Function function, Class<?> result) {
    if (function.constant() instanceof MethodHandle target) {
      emitter.call(target, function.method(), result, argumentClasses(function));
    } else {
      emitter.call(function.owner(), function.method(), result, parameters(function));
    }
  }

  private static Class<?>[] argumentClasses(Function function) {
    return IntStream.range(0, function.parameters().size())
        .<Class<?>>mapToObj(function::parameterClass)
        .toArray(Class<?>[]::new);
  }

  /** The classes of the method's parameters, after its constant was put on the stack. */
  private Class<?>[] parameters(Function function) {
    List<Class<?>> classes = new ArrayList<>(List.of(argumentClasses(function)));
    Object constant = function.constant();
    if (constant != null) {
      emitter.constant(constant, constant.getClass());
      classes.add(constant.getClass());
    }
    return classes.toArray(Class<?>[]::new);
  }

  /** Leaves the value of the object on the stack, or takes a null away and goes to the label. */
  private void presentOrJump(Form form, Class<?> boxed, Label onNull) {
    int result = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(result).aload(result).ifnull(onNull).aload(result);
    if (form.primitive()) {
      emitter.callVirtual(boxed, form.javaClass().getName() + "Value", form.javaClass());
    }
  }

  /**
   * Leaves all arguments on the stack: as objects, or Java's null, where they may be null. The code
   * goes to the label only if an argument that must not be null may be: a call that is never null
   * stands as an operand among values that are kept on the stack.
   */
  private void operandsOrNulls(Expression.Call call, Label onNull) {
    List<Expression> arguments = call.arguments();
    int[] slots = new int[arguments.size()];
    TypeKind[] kinds = new TypeKind[arguments.size()];
    int sawNull = emitter.local(Form.BOOLEAN);
    code.iconst_0().istore(sawNull);
    for (int i = 0; i < slots.length; i++) {
      Form form = Form.of(arguments.get(i).type());
      boolean takesNull = call.function().takesNull().contains(i);
      kinds[i] = takesNull ? TypeKind.REFERENCE : Emitter.kind(form);
      slots[i] = code.allocateLocal(kinds[i]);
      Label isNull = code.newLabel();
      Label done = code.newLabel();
      value(arguments.get(i), isNull);
      if (takesNull && form.primitive()) {
        Class<?> boxed = call.function().parameterClass(i);
        emitter.call(boxed, "valueOf", boxed, form.javaClass());
      }
      code.storeLocal(kinds[i], slots[i]).goto_(done).labelBinding(isNull);
      if (takesNull) {
        code.aconst_null();
      } else {
        emitter.anyValue(form);
      }
      code.storeLocal(kinds[i], slots[i]);
      if (!takesNull) {
        code.iconst_1().istore(sawNull);
      }
      code.labelBinding(done);
    }
    if (call.strictArguments().stream().anyMatch(Expression::nullable)) {
      code.iload(sawNull).ifne(onNull);
    }
    for (int i = 0; i < slots.length; i++) {
      code.loadLocal(kinds[i], slots[i]);
    }
  }

  /** Leaves the values of all operands on the stack. */
  void operands(List<Expression> operands, Label onNull) {
    boolean mayJump = operands.stream().skip(1).anyMatch(Expression::nullable);
    boolean mayFail = operands.stream().skip(1).anyMatch(Failing::mayFail);
    boolean nullable = operands.stream().anyMatch(Expression::nullable);
    if (mayFail && nullable) {
      allOperands(operands, onNull);
    } else if (mayJump) {
      storedOperands(operands, onNull);
    } else {
      operands.forEach(operand -> value(operand, onNull));
    }
  }

  private void storedOperands(List<Expression> operands, Label onNull) {
    int[] slots = new int[operands.size()];
    for (int i = 0; i < slots.length; i++) {
      Form form = Form.of(operands.get(i).type());
      value(operands.get(i), onNull);
      slots[i] = emitter.local(form);
      emitter.store(form, slots[i]);
    }
    loadAll(operands, slots);
  }

  /** A null does not keep the operands after it from failing: all are evaluated first. */
  private void allOperands(List<Expression> operands, Label onNull) {
    int[] slots = new int[operands.size()];
    int sawNull = emitter.local(Form.BOOLEAN);
    code.iconst_0().istore(sawNull);
    for (int i = 0; i < slots.length; i++) {
      Form form = Form.of(operands.get(i).type());
      slots[i] = emitter.local(form);
      Label isNull = code.newLabel();
      Label done = code.newLabel();
      value(operands.get(i), isNull);
      emitter.store(form, slots[i]);
      code.goto_(done).labelBinding(isNull);
      emitter.anyValue(form);
      emitter.store(form, slots[i]);
      code.iconst_1().istore(sawNull).labelBinding(done);
    }
    code.iload(sawNull).ifne(onNull);
    loadAll(operands, slots);
  }

  private void loadAll(List<Expression> operands, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      emitter.load(Form.of(operands.get(i).type()), slots[i]);
    }
  }

  private void cast(Expression.Cast cast, Label onNull) {
    value(cast.operand(), onNull);
    casts.convert(cast.operand().type(), cast.type());
  }

  private void condition(Expression.Condition condition, Label onNull) {
    Label isTrue = code.newLabel();
    Label isFalse = code.newLabel();
    Label done = code.newLabel();
    conditions.branch(condition, isTrue, isFalse, onNull);
    code.labelBinding(isTrue).iconst_1().goto_(done);
    code.labelBinding(isFalse).iconst_0();
    code.labelBinding(done);
  }

  private void choice(Expression.Case choice, Label onNull) {
    Label done = code.newLabel();
    for (Expression.Branch branch : choice.branches()) {
      Label taken = code.newLabel();
      Label next = code.newLabel();
      conditions.branch(branch.condition(), taken, next, next);
      code.labelBinding(taken);
      value(branch.result(), onNull);
      code.goto_(done).labelBinding(next);
    }
    value(choice.otherwise(), onNull);
    code.labelBinding(done);
  }

  /** What follows an operand that is never null is not reached. */
  private void coalesce(Expression.Coalesce coalesce, Label onNull) {
    Label done = code.newLabel();
    List<Expression> operands = coalesce.operands();
    int last = 0;
    while (last < operands.size() - 1 && operands.get(last).nullable()) {
      Label next = code.newLabel();
      value(operands.get(last++), next);
      code.goto_(done).labelBinding(next);
    }
    value(operands.get(last), onNull);
    code.labelBinding(done);
  }

  /** Keeps the best so far in a local variable, and in another whether there is one. */
  private void extreme(Expression.Extreme extreme, Label onNull) {
    Form form = Form.of(extreme.type());
    int best = emitter.local(form);
    int found = emitter.local(Form.BOOLEAN);
    int candidate = emitter.local(form);
    emitter.anyValue(form);
    emitter.store(form, best);
    code.iconst_0().istore(found);
    for (Expression operand : extreme.operands()) {
      Label take = code.newLabel();
      Label next = code.newLabel();
      value(operand, next);
      emitter.store(form, candidate);
      code.iload(found).ifeq(take);
      emitter.load(form, candidate);
      emitter.load(form, best);
      compares.order(extreme.type());
      if (extreme.greatest()) {
        code.ifle(next);
      } else {
        code.ifge(next);
      }
      code.labelBinding(take);
      emitter.load(form, candidate);
      emitter.store(form, best);
      code.iconst_1().istore(found);
      code.labelBinding(next);
    }
    if (extreme.nullable()) {
      code.iload(found).ifeq(onNull);
    }
    emitter.load(form, best);
  }

  private void array(Expression.ArrayOf array) {
    int writer = emitter.local(Form.ENCODED);
    emitter.call(ArrayValues.class, "begin", RowWriter.class);
    code.astore(writer);
    for (Expression element : array.operands()) {
      put(element, writer);
    }
    code.aload(writer).loadConstant(array.operands().size());
    emitter.call(ArrayValues.class, "end", Form.ENCODED.javaClass(), RowWriter.class, int.class);
  }

  /** Writes the value as a field to the writer in a slot. */
  void put(Expression expression, int writer) {
    Label onNull = code.newLabel();
    Label done = code.newLabel();
    value(expression, onNull);
    put(Form.of(expression.type()), writer);
    code.goto_(done).labelBinding(onNull);
    code.aload(writer);
    emitter.callVirtual(RowWriter.class, "putNull", void.class);
    code.labelBinding(done);
  }

  /** Writes the value on the stack as a field to the writer in a slot. */
  void put(Form form, int writer) {
    code.aload(writer);
    String method = form == Form.ENCODED ? "putArray" : "put";
    emitter.call(Puts.class, method, void.class, form.javaClass(), RowWriter.class);
  }
}
