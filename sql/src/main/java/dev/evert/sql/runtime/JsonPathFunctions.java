package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.json.Json;
import dev.evert.sql.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that find what SQL/JSON paths lead to. Silent ones are null after an error. */
public final class JsonPathFunctions {
  private static final int MAX_KEPT = 64;
  private static final Slice NO_VARIABLES = Slice.of("{}");
  private static final ThreadLocal<Map<String, JsonPath>> KEPT =
      ThreadLocal.withInitial(() -> new LinkedHashMap<>(16, 0.75f, true));

  private JsonPathFunctions() {}

  private static JsonPath path(Slice text) {
    Map<String, JsonPath> kept = KEPT.get();
    JsonPath path = kept.computeIfAbsent(text.toString(), JsonPath::of);
    if (kept.size() > MAX_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return path;
  }

  /** What the path leads to. */
  static List<Json> items(Slice json, Slice path, Slice variables) {
    JsonPath read = path(path);
    Json values = JsonChanging.tree(variables);
    if (!(values instanceof Json.Obj)) {
      throw TextLimit.invalid("\"vars\" argument is not an object");
    }
    return read.items(JsonChanging.tree(json), values);
  }

  private static @Nullable List<Json> items(
      Slice json, Slice path, Slice variables, boolean silent) {
    try {
      return items(json, path, variables);
    } catch (EvertException e) {
      boolean data =
          e.code() == ErrorCode.JSON_PATH
              || e.code() == ErrorCode.DIVISION_BY_ZERO
              || e.code() == ErrorCode.NUMERIC_OUT_OF_RANGE;
      if (silent && data) {
        return null;
      }
      throw e;
    }
  }

  /** All items; none after an error if it is silent. */
  public static List<Slice> each(Slice json, Slice path, Slice variables, boolean silent) {
    List<Json> items = items(json, path, variables, silent);
    return items == null ? List.of() : items.stream().map(JsonChanging::jsonb).toList();
  }

  /** {@code @?}. */
  public static @Nullable Boolean existsSilently(Slice json, Slice path) {
    return exists(json, path, NO_VARIABLES, true);
  }

  /** Whether there is an item. */
  public static @Nullable Boolean exists(Slice json, Slice path) {
    return exists(json, path, NO_VARIABLES);
  }

  /** With variables. */
  public static @Nullable Boolean exists(Slice json, Slice path, Slice variables) {
    return exists(json, path, variables, false);
  }

  /** With variables, silent or not. */
  public static @Nullable Boolean exists(Slice json, Slice path, Slice variables, boolean silent) {
    List<Json> items = items(json, path, variables, silent);
    return items == null ? null : Boolean.valueOf(!items.isEmpty());
  }

  /** {@code @@}. */
  public static @Nullable Boolean matchSilently(Slice json, Slice path) {
    return match(json, path, NO_VARIABLES, true);
  }

  /** The one truth value that a predicate gives; null if it is unknown. */
  public static @Nullable Boolean match(Slice json, Slice path) {
    return match(json, path, NO_VARIABLES);
  }

  /** With variables. */
  public static @Nullable Boolean match(Slice json, Slice path, Slice variables) {
    return match(json, path, variables, false);
  }

  /** With variables, silent or not. */
  public static @Nullable Boolean match(Slice json, Slice path, Slice variables, boolean silent) {
    List<Json> items = items(json, path, variables, silent);
    if (items != null && items.size() == 1) {
      if (items.getFirst() instanceof Json.Bool(boolean truth)) {
        return truth;
      }
      if (items.getFirst() instanceof Json.Null) {
        return null;
      }
    }
    if (silent) {
      return null;
    }
    throw new EvertException(ErrorCode.JSON_PATH, "single boolean result is expected");
  }

  /** The first item; null if there is none. */
  public static @Nullable Slice first(Slice json, Slice path) {
    return first(json, path, NO_VARIABLES);
  }

  /** With variables. */
  public static @Nullable Slice first(Slice json, Slice path, Slice variables) {
    return first(json, path, variables, false);
  }

  /** With variables, silent or not. */
  public static @Nullable Slice first(Slice json, Slice path, Slice variables, boolean silent) {
    List<Json> items = items(json, path, variables, silent);
    return items == null || items.isEmpty() ? null : JsonChanging.jsonb(items.getFirst());
  }

  /** All items in an array. */
  public static Slice array(Slice json, Slice path) {
    return array(json, path, NO_VARIABLES);
  }

  /** With variables. */
  public static Slice array(Slice json, Slice path, Slice variables) {
    return array(json, path, variables, false);
  }

  /** With variables, silent or not. */
  public static Slice array(Slice json, Slice path, Slice variables, boolean silent) {
    List<Json> items = items(json, path, variables, silent);
    return JsonChanging.jsonb(new Json.Arr(items == null ? List.of() : items));
  }
}
