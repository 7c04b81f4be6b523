package dev.evert.sql.expression;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function that is null where an argument is null, and otherwise what a static method gives.
 *
 * @param name as SQL writes it; operators by their sign
 * @param owner the class that has the method
 * @param method the method's name; its parameters and result are the forms that values of the types
 *     have in generated code ({@link Form})
 * @param parameters the types of the arguments
 * @param result the type of the result
 * @param maybeNull whether the result may be null though no argument is: the method gives an object
 *     then, or Java's null
 * @param constant what the method is given after the arguments, equal for equal functions; or null
 */
public record Function(
    String name,
    Class<?> owner,
    String method,
    List<Type> parameters,
    Type result,
    boolean maybeNull,
    @Nullable Object constant) {
  public Function {
    Objects.requireNonNull(name);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(method);
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(result);
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
}
