package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Functions and operators that one class has the code of. A line says {@code name method(types)
 * result}; a question mark after it says that the result may be null.
 */
record FunctionList(Class<?> owner, String lines) {

  Stream<Function> functions() {
    return lines.lines().map(this::parse);
  }

  private Function parse(String line) {
    int name = line.indexOf(' ');
    int open = line.indexOf('(', name);
    int close = line.lastIndexOf(')');
    String list = line.substring(open + 1, close);
    List<Type> parameters =
        list.isEmpty()
            ? List.of()
            : Arrays.stream(list.split(", ")).map(FunctionList::type).toList();
    String result = line.substring(close + 2);
    boolean maybeNull = result.endsWith("?");
    String type = maybeNull ? result.substring(0, result.length() - 1) : result;
    return new Function(
        line.substring(0, name),
        owner,
        line.substring(name + 1, open),
        parameters,
        type(type),
        maybeNull);
  }

  private static Type type(String name) {
    return name.endsWith("[]")
        ? new Type.Array(TypeNames.builtIn(name.substring(0, name.length() - 2)))
        : TypeNames.builtIn(name);
  }
}
