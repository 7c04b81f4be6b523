package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Functions and operators that one class has the code of. A line says {@code name method(types)
 * result}; a question mark after a type says that the argument or the result may be null.
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
    List<String> parameters = list.isEmpty() ? List.of() : List.of(list.split(", "));
    String result = line.substring(close + 2);
    return new Function(
        line.substring(0, name),
        owner,
        line.substring(name + 1, open),
        parameters.stream().map(FunctionList::type).toList(),
        type(result),
        result.endsWith("?"),
        null,
        IntStream.range(0, parameters.size())
            .filter(place -> parameters.get(place).endsWith("?"))
            .boxed()
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Type type(String written) {
    String name = written.endsWith("?") ? written.substring(0, written.length() - 1) : written;
    return name.endsWith("[]")
        ? new Type.Array(TypeNames.builtIn(name.substring(0, name.length() - 2)))
        : TypeNames.builtIn(name);
  }
}
