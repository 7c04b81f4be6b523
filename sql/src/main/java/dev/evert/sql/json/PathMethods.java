package dev.evert.sql.json;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** The methods of items in paths. */
final class PathMethods {
  private static final BigDecimal MIN_INT4 = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal MAX_INT4 = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal MIN_INT8 = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_INT8 = BigDecimal.valueOf(Long.MAX_VALUE);

  private PathMethods() {}

  static Json call(String name, Json item) {
    return switch (name) {
      case "type" -> new Json.Str(type(item));
      case "size" -> size(item);
      case "abs" -> new Json.Num(number(item, name).abs());
      case "floor" -> new Json.Num(number(item, name).setScale(0, RoundingMode.FLOOR));
      case "ceiling" -> new Json.Num(number(item, name).setScale(0, RoundingMode.CEILING));
      case "double" -> floating(item);
      case "number" -> new Json.Num(read(item, name));
      case "integer" -> whole(item, name, MIN_INT4, MAX_INT4);
      case "bigint" -> whole(item, name, MIN_INT8, MAX_INT8);
      case "boolean" -> truth(item);
      case "string" -> string(item);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String type(Json item) {
    return item instanceof Json.Num ? "number" : item.kind();
  }

  private static Json size(Json item) {
    int size = item instanceof Json.Arr(List<Json> elements) ? elements.size() : 1;
    return new Json.Num(BigDecimal.valueOf(size));
  }

  private static EvertException wrong(String method, String wanted) {
    return new EvertException(
        ErrorCode.JSON_PATH,
        "jsonpath item method ." + method + "() can only be applied to " + wanted);
  }

  private static BigDecimal number(Json item, String method) {
    if (item instanceof Json.Num(BigDecimal value)) {
      return value;
    }
    throw wrong(method, "a numeric value");
  }

  private static BigDecimal read(Json item, String method) {
    try {
      return switch (item) {
        case Json.Num(BigDecimal value) -> value;
        case Json.Str(String text) -> {
          BigDecimal value = new BigDecimal(text.strip());
          yield value.scale() < 0 ? value.setScale(0) : value;
        }
        case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ ->
            throw wrong(method, "a string or numeric value");
      };
    } catch (NumberFormatException _) {
      throw new EvertException(
          ErrorCode.JSON_PATH, "argument of jsonpath item method ." + method + "() is invalid");
    }
  }

  private static Json floating(Json item) {
    double value = read(item, "double").doubleValue();
    if (Double.isInfinite(value)) {
      throw new EvertException(
          ErrorCode.JSON_PATH, "argument of jsonpath item method .double() is out of range");
    }
    BigDecimal number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return new Json.Num(number.scale() < 0 ? number.setScale(0) : number);
  }

  private static Json whole(Json item, String method, BigDecimal least, BigDecimal most) {
    BigDecimal value = read(item, method);
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    boolean text = item instanceof Json.Str && value.scale() > 0;
    if (text || rounded.compareTo(least) < 0 || rounded.compareTo(most) > 0) {
      throw new EvertException(
          ErrorCode.JSON_PATH, "argument of jsonpath item method ." + method + "() is invalid");
    }
    return new Json.Num(rounded);
  }

  private static Json truth(Json item) {
    return switch (item) {
      case Json.Bool _ -> item;
      case Json.Num _ ->
          new Json.Bool(
              ((Json.Num) whole(item, "boolean", MIN_INT4, MAX_INT4)).value().signum() != 0);
      case Json.Str(String text) ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "tru", "tr", "t", "yes", "ye", "y", "on", "1" -> new Json.Bool(true);
            case "false", "fals", "fal", "fa", "f", "no", "n", "off", "of", "0" ->
                new Json.Bool(false);
            default ->
                throw new EvertException(
                    ErrorCode.JSON_PATH, "argument of jsonpath item method .boolean() is invalid");
          };
      case Json.Obj _, Json.Arr _, Json.Null _ ->
          throw wrong("boolean", "a boolean, string, or numeric value");
    };
  }

  private static Json string(Json item) {
    return switch (item) {
      case Json.Str _ -> item;
      case Json.Num number -> new Json.Str(number.value().toPlainString());
      case Json.Bool(boolean value) -> new Json.Str(String.valueOf(value));
      case Json.Obj _, Json.Arr _, Json.Null _ ->
          throw wrong("string", "a boolean, string, numeric, or datetime value");
    };
  }
}
