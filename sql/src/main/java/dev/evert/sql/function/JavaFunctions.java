package dev.evert.sql.function;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import dev.evert.sql.set.SetFunction;
import java.util.List;

/**
 * Makes functions of a method of a jar. What they are known by in plans holds the jar's hash: what
 * was computed by one version is not taken for what another computes.
 */
public final class JavaFunctions {
  private static final int HASH_DIGITS = 12;

  private final Jar jar;
  private final String method;

  /**
   * Functions of a method.
   *
   * @param method the names of class and method, with a point between them
   */
  public JavaFunctions(Jar jar, String method) {
    this.jar = jar;
    this.method = method;
  }

  private String versioned(String name) {
    return name + "@" + jar.hash().substring(0, HASH_DIGITS) + ":" + method;
  }

  /** A function that gives a value; null where an argument is null. */
  public UserFunction scalar(String name, List<Type> parameters, Type result) {
    return new UserFunction.Scalar(name, function(name, parameters, result));
  }

  /** A function of the lists of the values that its arguments have in a group. */
  public UserFunction aggregate(String name, List<Type> parameters, Type result) {
    List<Type> lists = parameters.stream().<Type>map(Type.Array::new).toList();
    return new UserFunction.Aggregate(name, function(name, lists, result));
  }

  private Function function(String name, List<Type> parameters, Type result) {
    JavaValues.classOf(result);
    JavaScalar scalar = new JavaScalar(JavaMethod.find(jar, method, parameters), result);
    return new Function(
        versioned(name),
        JavaScalar.class,
        "call",
        parameters,
        result,
        true,
        scalar.handle(parameters));
  }

  /** A function that gives rows; none where an argument is null. */
  public UserFunction table(String name, List<Type> parameters, List<SetFunction.Result> columns) {
    columns.forEach(column -> JavaValues.classOf(column.type()));
    JavaMethod found = JavaMethod.find(jar, method, parameters);
    JavaRows rows = new JavaRows(found, parameters, columns);
    return new UserFunction.Table(
        name, new SetFunction(versioned(name), parameters, columns, rows));
  }
}
