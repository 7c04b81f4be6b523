package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.function.Jar;
import dev.evert.sql.function.JavaFunctions;
import dev.evert.sql.function.UserFunction;
import dev.evert.sql.set.SetFunction;
import dev.evert.sql.set.SetFunctions;
import dev.evert.sql.syntax.ColumnSyntax;
import dev.evert.sql.syntax.Statement;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.List;
import java.util.Map;

/** Brings {@code create function} to a function. */
public final class FunctionBinder {
  private final Place place;
  private final TypeNames types;
  private final Statement.CreateFunction function;

  private FunctionBinder(String sql, Statement.CreateFunction function) {
    this.place = new Place(sql);
    this.types = new TypeNames(place, Map.of());
    this.function = function;
  }

  /**
   * The function that a statement defines.
   *
   * @param sql the text that the statement was parsed from
   * @param jar that the statement names
   * @throws dev.evert.spi.error.EvertException BAD_FUNCTION if the jar has no such function, or the
   *     name is that of one that is built in
   */
  public static UserFunction bind(String sql, Statement.CreateFunction function, Jar jar) {
    return new FunctionBinder(sql, function).bind(jar);
  }

  /**
   * Sees to it that a name is not that of a function that is built in.
   *
   * @param sql the text that the statement was parsed from
   */
  public static void requireFree(String sql, Statement.CreateFunction function) {
    new FunctionBinder(sql, function).requireFree(function.name().text());
  }

  private UserFunction bind(Jar jar) {
    String name = function.name().text();
    requireFree(name);
    List<Type> parameters = function.parameters().stream().map(types::resolve).toList();
    JavaFunctions java = new JavaFunctions(jar, function.method());
    TypeName returns = function.returns();
    if (returns == null) {
      List<SetFunction.Result> columns = function.columns().stream().map(this::column).toList();
      return java.table(name, parameters, columns);
    }
    Type result = types.resolve(returns);
    return function.aggregate()
        ? java.aggregate(name, parameters, result)
        : java.scalar(name, parameters, result);
  }

  private SetFunction.Result column(ColumnSyntax column) {
    return new SetFunction.Result(column.name(), types.resolve(column.type()), true);
  }

  private void requireFree(String name) {
    Syntax.Call call = new Syntax.Call(name, List.of(), function.name().span());
    boolean known =
        OperatorBinder.exists(name)
            || Polymorphic.isKnown(name)
            || SetFunctions.isKnown(name)
            || Aggregates.isAggregate(call)
            || WindowCalls.isWindowFunction(name)
            || TypeNames.find(name) != null;
    if (known) {
      throw place.error(
          function.name().span(),
          ErrorCode.DUPLICATE_NAME,
          "there is a function " + name + " that is built in");
    }
  }
}
