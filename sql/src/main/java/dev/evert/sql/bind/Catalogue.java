package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import dev.evert.sql.runtime.Bits;
import dev.evert.sql.runtime.Floats;
import dev.evert.sql.runtime.Integers;
import dev.evert.sql.runtime.Numerics;
import dev.evert.sql.runtime.Patterns;
import dev.evert.sql.runtime.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operators and functions that exist, by their SQL names. A line of a list says {@code name
 * method(types) result}; a question mark after it says that the result may be null.
 */
final class Catalogue {
  private static final String INTEGERS =
      """
      + add(int2, int2) int2
      + add(int4, int4) int4
      + add(int8, int8) int8
      - subtract(int2, int2) int2
      - subtract(int4, int4) int4
      - subtract(int8, int8) int8
      * multiply(int2, int2) int2
      * multiply(int4, int4) int4
      * multiply(int8, int8) int8
      / divide(int2, int2) int2
      / divide(int4, int4) int4
      / divide(int8, int8) int8
      % modulo(int2, int2) int2
      % modulo(int4, int4) int4
      % modulo(int8, int8) int8
      mod modulo(int2, int2) int2
      mod modulo(int4, int4) int4
      mod modulo(int8, int8) int8
      - negate(int2) int2
      - negate(int4) int4
      - negate(int8) int8
      + plus(int2) int2
      + plus(int4) int4
      + plus(int8) int8
      abs abs(int2) int2
      abs abs(int4) int4
      abs abs(int8) int8
      @ abs(int2) int2
      @ abs(int4) int4
      @ abs(int8) int8
      """;

  private static final String BITS =
      """
      & and(int2, int2) int2
      & and(int4, int4) int4
      & and(int8, int8) int8
      | or(int2, int2) int2
      | or(int4, int4) int4
      | or(int8, int8) int8
      # xor(int2, int2) int2
      # xor(int4, int4) int4
      # xor(int8, int8) int8
      ~ not(int2) int2
      ~ not(int4) int4
      ~ not(int8) int8
      << shiftLeft(int2, int4) int2
      << shiftLeft(int4, int4) int4
      << shiftLeft(int8, int4) int8
      >> shiftRight(int2, int4) int2
      >> shiftRight(int4, int4) int4
      >> shiftRight(int8, int4) int8
      """;

  private static final String FLOATS =
      """
      + add(float4, float4) float4
      + add(float8, float8) float8
      - subtract(float4, float4) float4
      - subtract(float8, float8) float8
      * multiply(float4, float4) float4
      * multiply(float8, float8) float8
      / divide(float4, float4) float4
      / divide(float8, float8) float8
      - negate(float4) float4
      - negate(float8) float8
      + plus(float4) float4
      + plus(float8) float8
      abs abs(float4) float4
      abs abs(float8) float8
      @ abs(float4) float4
      @ abs(float8) float8
      """;

  private static final String NUMERICS =
      """
      + add(numeric, numeric) numeric
      - subtract(numeric, numeric) numeric
      * multiply(numeric, numeric) numeric
      / divide(numeric, numeric) numeric
      % modulo(numeric, numeric) numeric
      mod modulo(numeric, numeric) numeric
      - negate(numeric) numeric
      + plus(numeric) numeric
      abs abs(numeric) numeric
      @ abs(numeric) numeric
      """;

  private static final String TEXTS =
      """
      || concat(text, text) text
      length length(text) int4
      upper upper(text) text
      lower lower(text) text
      """;

  private static final String PATTERNS =
      """
      like like(text, text) bool
      like like(text, text, text) bool
      ilike ilike(text, text) bool
      ilike ilike(text, text, text) bool
      """;

  private static final Map<String, List<Function>> FUNCTIONS = load();

  private Catalogue() {}

  /** All functions or operators of this name. */
  static List<Function> named(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  /** All names. */
  static Collection<String> names() {
    return Collections.unmodifiableSet(FUNCTIONS.keySet());
  }

  private static Map<String, List<Function>> load() {
    Map<String, List<Function>> functions = new LinkedHashMap<>();
    load(functions, INTEGERS, Integers.class);
    load(functions, BITS, Bits.class);
    load(functions, FLOATS, Floats.class);
    load(functions, NUMERICS, Numerics.class);
    load(functions, TEXTS, Texts.class);
    load(functions, PATTERNS, Patterns.class);
    return functions;
  }

  private static void load(Map<String, List<Function>> functions, String list, Class<?> owner) {
    list.lines()
        .map(line -> parse(line, owner))
        .forEach(function ->
            functions.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(function));
  }

  private static Function parse(String line, Class<?> owner) {
    int name = line.indexOf(' ');
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String list = line.substring(open + 1, close);
    List<Type> parameters =
        list.isEmpty()
            ? List.of()
            : Arrays.stream(list.split(", ")).map(TypeNames::builtIn).toList();
    String result = line.substring(close + 2);
    boolean maybeNull = result.endsWith("?");
    String type = maybeNull ? result.substring(0, result.length() - 1) : result;
    return new Function(
        line.substring(0, name),
        owner,
        line.substring(name + 1, open),
        parameters,
        TypeNames.builtIn(type),
        maybeNull);
  }
}
