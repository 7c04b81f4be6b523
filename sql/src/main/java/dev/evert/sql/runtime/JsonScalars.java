package dev.evert.sql.runtime;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.evert.sql.json.Json;
import dev.evert.sql.json.JsonTree;
import org.jspecify.annotations.Nullable;

/** Casts of jsonb to booleans and numbers, where null is SQL's null; and what texts are json. */
public final class JsonScalars {
  private JsonScalars() {}

  /** To boolean. */
  public static @Nullable Boolean toBoolean(Slice json) {
    return switch (JsonChanging.tree(json)) {
      case Json.Bool(boolean value) -> value;
      case Json.Null _ -> null;
      case Json other -> throw mismatch(other, "boolean");
    };
  }

  /** To numeric. */
  public static @Nullable Decimal toDecimal(Slice json) {
    return number(json, "numeric");
  }

  /** To int2. */
  public static @Nullable Short toShort(Slice json) {
    Decimal number = number(json, "smallint");
    return number == null ? null : Conversions.toShort(number);
  }

  /** To int4. */
  public static @Nullable Integer toInt(Slice json) {
    Decimal number = number(json, "integer");
    return number == null ? null : Conversions.toInt(number);
  }

  /** To int8. */
  public static @Nullable Long toLong(Slice json) {
    Decimal number = number(json, "bigint");
    return number == null ? null : Conversions.toLong(number);
  }

  /** To float4. */
  public static @Nullable Float toFloat(Slice json) {
    Decimal number = number(json, "real");
    return number == null ? null : Conversions.toFloat(number);
  }

  /** To float8. */
  public static @Nullable Double toDouble(Slice json) {
    Decimal number = number(json, "double precision");
    return number == null ? null : Conversions.toDouble(number);
  }

  private static @Nullable Decimal number(Slice json, String type) {
    return switch (JsonChanging.tree(json)) {
      case Json.Num number -> Decimal.of(number.value());
      case Json.Null _ -> null;
      case Json other -> throw mismatch(other, type);
    };
  }

  private static RuntimeException mismatch(Json value, String type) {
    String what = value.isScalar() ? value.kind() : "array or object";
    return TextLimit.invalid("cannot cast jsonb " + what + " to type " + type);
  }

  /** Whether a text is json of a kind: value, scalar, array or object. */
  public static boolean isJson(Slice text, Slice kind, boolean unique) {
    Json value;
    try {
      Parsing.toString(text, Type.Simple.JSON);
      value = JsonChanging.tree(text);
    } catch (EvertException e) {
      if (e.code() == ErrorCode.LIMIT_EXCEEDED) {
        throw e;
      }
      return false;
    }
    boolean fits =
        switch (kind.toString()) {
          case "scalar" -> value.isScalar();
          case "array" -> value instanceof Json.Arr;
          case "object" -> value instanceof Json.Obj;
          default -> true;
        };
    return fits && (!unique || JsonTree.hasUniqueNames(text.bytes(), text.from(), text.to()));
  }
}
