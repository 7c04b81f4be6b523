package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that are written with their names, {@code make_interval(days => 10)}, brought into the
 * order of the function's parameters; those left out have their defaults.
 */
final class NamedArguments {
  private static final Map<String, List<String>> PARAMETERS =
      Map.ofEntries(
          parameters("make_interval", "years=0 months=0 weeks=0 days=0 hours=0 mins=0 secs=0.0"),
          parameters("make_date", "year month day"),
          parameters("make_time", "hour min sec"),
          parameters("make_timestamp", "year month mday hour min sec"),
          parameters("make_timestamptz", "year month mday hour min sec"),
          parameters("jsonb_set", "jsonb_in path replacement create_if_missing=true"),
          parameters("jsonb_insert", "jsonb_in path replacement insert_after=false"));

  private NamedArguments() {}

  private static Map.Entry<String, List<String>> parameters(String function, String list) {
    return Map.entry(function, List.of(list.split(" ")));
  }

  /** An argument; its name is null where none is written. */
  record Argument(@Nullable String name, Syntax value) {}

  /** In the parameters' order; null if a name is none of a parameter, or is there twice. */
  static @Nullable List<Syntax> ordered(String function, List<Argument> written, Span span) {
    List<String> parameters = PARAMETERS.get(function);
    boolean named = written.stream().anyMatch(argument -> argument.name() != null);
    if (parameters == null || (!named && !function.equals("make_interval"))) {
      return named ? null : written.stream().map(Argument::value).toList();
    }
    @Nullable Syntax[] places = new Syntax[Math.max(parameters.size(), written.size())];
    for (int i = 0; i < written.size(); i++) {
      String name = written.get(i).name();
      int place = name == null ? i : place(parameters, name);
      if (place < 0 || places[place] != null) {
        return null;
      }
      places[place] = written.get(i).value();
    }
    List<Syntax> ordered = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Syntax value = places[i];
      Syntax argument = value == null ? missing(parameters.get(i), span) : value;
      if (argument == null) {
        return null;
      }
      ordered.add(argument);
    }
    return ordered;
  }

  /** Those of a call without arguments. */
  static List<Syntax> defaults(String function, Span span) {
    List<Syntax> defaults = ordered(function, List.of(), span);
    return defaults == null ? List.of() : defaults;
  }

  private static int place(List<String> parameters, String name) {
    return parameters.stream().map(p -> p.split("=", -1)[0]).toList().indexOf(name);
  }

  private static @Nullable Syntax missing(String parameter, Span span) {
    String[] parts = parameter.split("=", -1);
    if (parts.length == 1) {
      return null;
    }
    boolean truth = parts[1].equals("true") || parts[1].equals("false");
    return truth
        ? new Syntax.Truth(parts[1].equals("true"), span)
        : new Syntax.Digits(parts[1], span);
  }
}
