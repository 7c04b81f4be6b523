package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types by the names that people write in the option {@code schema}. */
final class TypeNames {
  private static final Pattern SHAPE =
      Pattern.compile("([a-z][a-z0-9 ]*?) *(?:\\( *([0-9]+) *(?:, *(-?[0-9]+) *)?\\))? *(\\[\\])?");

  private static final Map<String, Type> SIMPLE =
      Map.ofEntries(
          Map.entry("boolean", Type.Simple.BOOLEAN),
          Map.entry("bool", Type.Simple.BOOLEAN),
          Map.entry("smallint", Type.Simple.INT2),
          Map.entry("int2", Type.Simple.INT2),
          Map.entry("integer", Type.Simple.INT4),
          Map.entry("int", Type.Simple.INT4),
          Map.entry("int4", Type.Simple.INT4),
          Map.entry("bigint", Type.Simple.INT8),
          Map.entry("int8", Type.Simple.INT8),
          Map.entry("real", Type.Simple.FLOAT4),
          Map.entry("float4", Type.Simple.FLOAT4),
          Map.entry("double precision", Type.Simple.FLOAT8),
          Map.entry("double", Type.Simple.FLOAT8),
          Map.entry("float8", Type.Simple.FLOAT8),
          Map.entry("bytea", Type.Simple.BYTEA),
          Map.entry("date", Type.Simple.DATE),
          Map.entry("time", Type.Simple.TIME),
          Map.entry("time without time zone", Type.Simple.TIME),
          Map.entry("timetz", Type.Simple.TIMETZ),
          Map.entry("time with time zone", Type.Simple.TIMETZ),
          Map.entry("timestamp", Type.Simple.TIMESTAMP),
          Map.entry("timestamp without time zone", Type.Simple.TIMESTAMP),
          Map.entry("timestamptz", Type.Simple.TIMESTAMPTZ),
          Map.entry("timestamp with time zone", Type.Simple.TIMESTAMPTZ),
          Map.entry("interval", Type.Simple.INTERVAL),
          Map.entry("uuid", Type.Simple.UUID),
          Map.entry("json", Type.Simple.JSON),
          Map.entry("jsonb", Type.Simple.JSONB),
          Map.entry("text", Type.Text.ANY));

  private TypeNames() {}

  /**
   * The type of a name, e.g. {@code numeric(10,2)} or {@code text[]}.
   *
   * @throws EvertException {@link ErrorCode#BAD_OPTION}
   */
  static Type parse(String name) {
    Matcher shape = SHAPE.matcher(name.strip().toLowerCase(Locale.ROOT));
    if (!shape.matches()) {
      throw unknown(name);
    }
    try {
      Type type = type(shape.group(1), shape.group(2), shape.group(3));
      if (type == null) {
        throw unknown(name);
      }
      return shape.group(4) == null ? type : new Type.Array(type);
    } catch (IllegalArgumentException e) {
      throw new EvertException(ErrorCode.BAD_OPTION, "schema: " + e.getMessage(), null, e);
    }
  }

  private static @Nullable Type type(String word, @Nullable String first, @Nullable String second) {
    if (first == null) {
      return switch (word) {
        case "numeric", "decimal" -> Type.Numeric.ANY;
        case "varchar", "character varying" -> Type.Text.ANY;
        case "char", "character" -> new Type.Char(1);
        default -> SIMPLE.get(word);
      };
    }
    int size = Integer.parseInt(first);
    if (word.equals("numeric") || word.equals("decimal")) {
      return new Type.Numeric(size, second == null ? 0 : Integer.parseInt(second));
    }
    if (second != null) {
      return null;
    }
    return switch (word) {
      case "varchar", "character varying" -> new Type.Text(size);
      case "char", "character" -> new Type.Char(size);
      default -> null;
    };
  }

  private static EvertException unknown(String name) {
    return new EvertException(
        ErrorCode.BAD_OPTION,
        "schema: no type is named '" + name.strip() + "'",
        "Use a name such as bigint, numeric(10,2), text, timestamptz, uuid, jsonb or text[].");
  }
}
