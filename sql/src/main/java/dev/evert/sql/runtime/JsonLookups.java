package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import dev.evert.sql.json.Json;
import dev.evert.sql.syntax.JsonSyntax.Instead;
import dev.evert.sql.syntax.JsonSyntax.Kind;
import dev.evert.sql.syntax.JsonSyntax.Wrapper;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code json_exists}, {@code json_value} and {@code json_query}. The methods differ in the form of
 * what they give.
 */
public final class JsonLookups {
  /** The outcome where there is a value. */
  public static final int FOUND = 0;

  /** The outcome where there is nothing. */
  public static final int EMPTY = 1;

  /** The outcome where anything does not fit. */
  public static final int ERROR = 2;

  private JsonLookups() {}

  /** A boolean. */
  public static @Nullable Boolean ofBoolean(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Boolean) find(json, path, vars, lookup);
  }

  /** An int2. */
  public static @Nullable Short ofShort(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Short) find(json, path, vars, lookup);
  }

  /** An int4 or date. */
  public static @Nullable Integer ofInt(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Integer) find(json, path, vars, lookup);
  }

  /** An int8, time or timestamp. */
  public static @Nullable Long ofLong(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Long) find(json, path, vars, lookup);
  }

  /** A float4. */
  public static @Nullable Float ofFloat(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Float) find(json, path, vars, lookup);
  }

  /** A float8. */
  public static @Nullable Double ofDouble(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Double) find(json, path, vars, lookup);
  }

  /** A numeric. */
  public static @Nullable Decimal ofDecimal(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Decimal) find(json, path, vars, lookup);
  }

  /** An interval. */
  public static @Nullable IntervalValue ofInterval(
      Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (IntervalValue) find(json, path, vars, lookup);
  }

  /** A uuid. */
  public static @Nullable UUID ofUuid(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (UUID) find(json, path, vars, lookup);
  }

  /** A time with its zone. */
  public static RowReader.@Nullable TimeTz ofTimetz(
      Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (RowReader.TimeTz) find(json, path, vars, lookup);
  }

  /** A string. */
  public static @Nullable Slice ofString(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    return (Slice) find(json, path, vars, lookup);
  }

  /** Whether there is a value, nothing, or an error. */
  public static int outcome(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    try {
      List<Json> items = JsonPathFunctions.items(json, path, vars);
      if (items.isEmpty() && lookup.kind() != Kind.EXISTS) {
        return EMPTY;
      }
      value(items, lookup);
      return FOUND;
    } catch (EvertException _) {
      return ERROR;
    }
  }

  private static @Nullable Object find(Slice json, Slice path, Slice vars, JsonLookup lookup) {
    List<Json> items;
    try {
      items = JsonPathFunctions.items(json, path, vars);
      if (!items.isEmpty() || lookup.kind() == Kind.EXISTS) {
        return value(items, lookup);
      }
    } catch (EvertException e) {
      if (lookup.onError() == Instead.ERROR) {
        throw e;
      }
      return instead(lookup.onError(), lookup.type());
    }
    if (lookup.onEmpty() == Instead.ERROR) {
      throw new EvertException(ErrorCode.JSON_NO_ITEM, "no SQL/JSON item found for specified path");
    }
    return instead(lookup.onEmpty(), lookup.type());
  }

  private static @Nullable Object instead(Instead instead, Type type) {
    return switch (instead) {
      case TRUE, FALSE -> read(instead == Instead.TRUE ? "true" : "false", type);
      case EMPTY_ARRAY -> read("[]", type);
      case EMPTY_OBJECT -> read("{}", type);
      case NULL, DEFAULT, ERROR -> null;
    };
  }

  private static @Nullable Object value(List<Json> items, JsonLookup lookup) {
    return switch (lookup.kind()) {
      case EXISTS -> !items.isEmpty();
      case VALUE -> scalar(items, lookup.type());
      case QUERY -> document(items, lookup);
    };
  }

  private static @Nullable Object scalar(List<Json> items, Type type) {
    Json item = items.getFirst();
    if (items.size() > 1) {
      throw several("JSON_VALUE must return single scalar item");
    }
    if (!item.isScalar()) {
      throw new EvertException(
          ErrorCode.JSON_NO_SCALAR,
          "JSON path expression in JSON_VALUE must return single scalar item");
    }
    return switch (item) {
      case Json.Null _ -> null;
      case Json.Bool(boolean truth) when !isJson(type) && type != Type.Simple.BOOLEAN ->
          read(truth ? "t" : "f", type);
      case Json.Str(String text) when !isJson(type) -> read(text, type);
      case Json _ -> read(JsonChanging.jsonb(item).toString(), type);
    };
  }

  private static Object document(List<Json> items, JsonLookup lookup) {
    boolean wraps =
        lookup.wrapper() == Wrapper.ALWAYS
            || (lookup.wrapper() == Wrapper.SEVERAL && items.size() > 1);
    if (items.size() > 1 && !wraps) {
      throw several("JSON_QUERY must return single item when no wrapper is requested");
    }
    Json found = wraps ? new Json.Arr(items) : items.getFirst();
    return found instanceof Json.Str(String string) && !lookup.keepsQuotes()
        ? read(string, lookup.type())
        : read(JsonChanging.jsonb(found).toString(), lookup.type());
  }

  private static EvertException several(String what) {
    return new EvertException(ErrorCode.JSON_SEVERAL_ITEMS, "JSON path expression in " + what);
  }

  private static boolean isJson(Type type) {
    return type == Type.Simple.JSON || type == Type.Simple.JSONB;
  }

  private static Object read(String text, Type type) {
    return Literals.value(type, Parsing.field(Slice.of(text), type));
  }
}
