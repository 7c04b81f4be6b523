package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.bind.PolymorphicList.Entry;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.ArrayElements;
import dev.evert.sql.syntax.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses among functions of arrays of any type, and finds out which type it is. */
final class Polymorphic {
  private static final Map<String, List<Entry>> ENTRIES =
      ArrayFunctions.LISTS.stream()
          .flatMap(PolymorphicList::entries)
          .collect(Collectors.groupingBy(Entry::name));

  private final Coercion coercion;

  Polymorphic(Coercion coercion) {
    this.coercion = coercion;
  }

  /** Whether there are functions of this name. */
  static boolean isKnown(String name) {
    return ENTRIES.containsKey(name);
  }

  /** The call, if one of the functions of this name fits the arguments. */
  Optional<Expression> call(String name, List<Expression> arguments, List<Span> spans) {
    for (Entry entry : ENTRIES.getOrDefault(name, List.of())) {
      Optional<Type> element =
          entry.parameters().size() == arguments.size()
              ? element(entry, arguments)
              : Optional.empty();
      if (element.isPresent()) {
        return Optional.of(call(entry, element.get(), arguments, spans));
      }
    }
    return Optional.empty();
  }

  /** The type of the elements, if the arguments fit. */
  private static Optional<Type> element(Entry entry, List<Expression> arguments) {
    List<Type> found = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Type type = arguments.get(i).type();
      if (entry.isArray(i) && type.base() instanceof Type.Array(Type element)) {
        found.add(Types.plain(element));
      } else if (entry.isElement(i) && !(type.base() instanceof Type.Array)) {
        found.add(Types.plain(type));
      } else if (!Types.isUnknown(type) && (entry.isArray(i) || entry.isElement(i))) {
        return Optional.empty();
      } else if (!fits(entry, i, type)) {
        return Optional.empty();
      }
    }
    found.removeIf(Types::isUnknown);
    boolean fill = entry.result().startsWith("anyarray") && !entry.isArray(0);
    if (found.isEmpty()) {
      return fill ? Optional.of(Type.Text.ANY) : Optional.empty();
    }
    return entry.compatible()
        ? CommonType.ofTypes(found)
        : found.stream().allMatch(found.getFirst()::equals)
            ? Optional.of(found.getFirst())
            : Optional.empty();
  }

  private static boolean fits(Entry entry, int place, Type type) {
    return entry.isArray(place)
        || entry.isElement(place)
        || Types.implicitly(Types.plain(type), plain(entry.parameters().get(place)));
  }

  private Expression call(Entry entry, Type element, List<Expression> arguments, List<Span> spans) {
    List<Expression> fitting = new ArrayList<>();
    List<Type> parameters = new ArrayList<>();
    Set<Integer> takesNull = new HashSet<>();
    Type.Array array = new Type.Array(element);
    for (int i = 0; i < arguments.size(); i++) {
      String written = entry.parameters().get(i);
      Expression argument = arguments.get(i);
      if (entry.isElement(i)) {
        Expression value = coercion.implicit(argument, element, spans.get(i));
        fitting.add(new Expression.ArrayOf(array, List.of(value)));
        parameters.add(array);
      } else {
        Type type = entry.isArray(i) ? array : plain(written);
        fitting.add(coercion.implicit(argument, type, spans.get(i)));
        parameters.add(type);
      }
      if (written.endsWith("?")) {
        takesNull.add(i);
      }
    }
    Type result = entry.result().startsWith("any") ? array : plain(entry.result());
    Function function =
        new Function(
            entry.name(),
            entry.owner(),
            entry.method(),
            parameters,
            result,
            entry.result().endsWith("?"),
            new ArrayElements.Of(element),
            takesNull);
    return new Expression.Call(function, fitting, result);
  }

  private static Type plain(String written) {
    String name = written.endsWith("?") ? written.substring(0, written.length() - 1) : written;
    return name.endsWith("[]")
        ? new Type.Array(TypeNames.builtIn(name.substring(0, name.length() - 2)))
        : TypeNames.builtIn(name);
  }
}
