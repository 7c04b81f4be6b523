package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function that is null where an argument is null, other than those that may be, and otherwise
 * what a static method gives.
 *
 * @param name as SQL writes it; operators by their sign
 * @param owner the class that has the method
 * @param method the method's name; its parameters and result are the forms that values of the types
 *     have in generated code ({@link Form})
 * @param parameters the types of the arguments
 * @param result the type of the result
 * @param maybeNull whether the result may be null though no argument is: the method gives an object
 *     then, or Java's null
 * @param constant what the method is given after the arguments, equal for equal functions; a method
 *     handle is what is called with the arguments in the method's place; or null
 * @param takesNull the places, from 0 on, of arguments that may be null: the method is given an
 *     object there, or Java's null
 */
public record Function(
    String name,
    Class<?> owner,
    String method,
    List<Type> parameters,
    Type result,
    boolean maybeNull,
    @Nullable Object constant,
    Set<Integer> takesNull) {
  public Function {
    Objects.requireNonNull(name);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(method);
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(result);
    takesNull = Set.copyOf(takesNull);
    for (int place : takesNull) {
      Objects.checkIndex(place, parameters.size());
    }
  }

  /** A function that is null where any argument is. */
  public Function(
      String name,
      Class<?> owner,
      String method,
      List<Type> parameters,
      Type result,
      boolean maybeNull,
      @Nullable Object constant) {
    this(name, owner, method, parameters, result, maybeNull, constant, Set.of());
  }

  /** A function whose method is given the arguments only. */
  public Function(
      String name,
      Class<?> owner,
      String method,
      List<Type> parameters,
      Type result,
      boolean maybeNull) {
    this(name, owner, method, parameters, result, maybeNull, null);
  }

  /** The class of the method's parameter at a place. */
  public Class<?> parameterClass(int place) {
    Class<?> plain = Form.of(parameters.get(place)).javaClass();
    return takesNull.contains(place) ? MethodType.methodType(plain).wrap().returnType() : plain;
  }
}
