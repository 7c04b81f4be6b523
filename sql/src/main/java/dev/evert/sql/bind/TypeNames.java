package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.function.UserFunction;
import dev.evert.sql.function.UserFunctions;
import dev.evert.sql.syntax.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds types by the names that PostgreSQL has for them, and what else has names. */
final class TypeNames {
  private static final int MAX_LENGTH = 10_485_760;

  private final Place place;
  private final Map<String, Type> declared;
  private final UserFunctions functions;
  private final Set<String> called = new HashSet<>();

  /** With the types, by name, that the inputs' columns have beyond those that are built in. */
  TypeNames(Place place, Map<String, Type> declared) {
    this(place, declared, UserFunctions.NONE);
  }

  /** With functions too beyond those that are built in. */
  TypeNames(Place place, Map<String, Type> declared, UserFunctions functions) {
    this.place = place;
    this.declared = declared;
    this.functions = functions;
  }

  /** The function of a name beyond those that are built in; it is then taken to be called. */
  Optional<UserFunction> function(String name) {
    Optional<UserFunction> found = functions.find(name);
    found.ifPresent(function -> called.add(function.name()));
    return found;
  }

  /** The names of the functions, beyond those that are built in, that were asked for. */
  Set<String> called() {
    return Set.copyOf(called);
  }

  /** A type without modifiers, by a name that exists. */
  static Type builtIn(String name) {
    Type type = find(name);
    if (type == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return type;
  }

  /** The type without modifiers of a name, or null if there is none. */
  static @Nullable Type find(String name) {
    return switch (name) {
      case "bool", "boolean" -> Type.Simple.BOOLEAN;
      case "int2", "smallint" -> Type.Simple.INT2;
      case "int4", "int", "integer" -> Type.Simple.INT4;
      case "int8", "bigint" -> Type.Simple.INT8;
      case "float4", "real" -> Type.Simple.FLOAT4;
      case "float8", "double precision", "float" -> Type.Simple.FLOAT8;
      case "numeric", "decimal", "dec" -> Type.Numeric.ANY;
      case "text", "varchar", "character varying" -> Type.Text.ANY;
      case "bpchar" -> Types.CHAR;
      case "bytea" -> Type.Simple.BYTEA;
      case "date" -> Type.Simple.DATE;
      case "time" -> Type.Simple.TIME;
      case "timetz", "time with time zone" -> Type.Simple.TIMETZ;
      case "timestamp" -> Type.Simple.TIMESTAMP;
      case "timestamptz", "timestamp with time zone" -> Type.Simple.TIMESTAMPTZ;
      case "interval" -> Type.Simple.INTERVAL;
      case "uuid" -> Type.Simple.UUID;
      case "json" -> Type.Simple.JSON;
      case "jsonb" -> Type.Simple.JSONB;
      case "tsvector", "tsquery", "regconfig" -> new Type.Other(name);
      default -> null;
    };
  }

  /** The type that is written; an array if brackets follow. */
  Type resolve(TypeName name) {
    Type element = element(name);
    return name.array() ? new Type.Array(element) : element;
  }

  private Type element(TypeName name) {
    List<Integer> modifiers = name.modifiers();
    switch (name.name()) {
      case "char", "character" -> {
        return new Type.Char(modifiers.isEmpty() ? 1 : length(name));
      }
      case "bpchar" -> {
        return modifiers.isEmpty() ? Types.CHAR : new Type.Char(length(name));
      }
      case "float" -> {
        return floating(name);
      }
      default -> {}
    }
    Type type = find(name.name());
    if (type == null) {
      type = declared.get(name.name());
    }
    if (type == null) {
      throw unknown(name);
    }
    return modifiers.isEmpty() ? type : modified(type, name);
  }

  private Type modified(Type type, TypeName name) {
    return switch (type) {
      case Type.Numeric _ -> numeric(name);
      case Type.Text _ when !name.name().equals("text") -> new Type.Text(length(name));
      case Type.Simple simple when TimePrecision.has(simple) && !name.array() -> simple;
      case Type _ -> throw place.unsupported(name.span(), "the modifier of " + name);
    };
  }

  private Type numeric(TypeName name) {
    List<Integer> modifiers = name.modifiers();
    int precision = modifiers.getFirst();
    int scale = modifiers.size() > 1 ? modifiers.get(1) : 0;
    if (precision < 1 || precision > Type.Numeric.MAX_PRECISION || modifiers.size() > 2) {
      throw place.error(
          name.span(),
          ErrorCode.SQL_TYPE,
          "the precision of numeric must be between 1 and " + Type.Numeric.MAX_PRECISION);
    }
    if (scale < -Type.Numeric.MAX_PRECISION || scale > Type.Numeric.MAX_PRECISION) {
      throw place.error(
          name.span(), ErrorCode.SQL_TYPE, "the scale of numeric must be between -1000 and 1000");
    }
    return new Type.Numeric(precision, scale);
  }

  private int length(TypeName name) {
    int length = name.modifiers().getFirst();
    if (length < 1 || length > MAX_LENGTH || name.modifiers().size() > 1) {
      throw place.error(
          name.span(),
          ErrorCode.SQL_TYPE,
          "the length of " + name.name() + " must be between 1 and " + MAX_LENGTH);
    }
    return length;
  }

  private Type floating(TypeName name) {
    int bits = name.modifiers().isEmpty() ? 53 : name.modifiers().getFirst();
    if (bits < 1 || bits > 53) {
      throw place.error(
          name.span(), ErrorCode.SQL_TYPE, "the precision of float must be between 1 and 53");
    }
    return bits <= 24 ? Type.Simple.FLOAT4 : Type.Simple.FLOAT8;
  }

  private RuntimeException unknown(TypeName name) {
    boolean interval = name.name().startsWith("interval ");
    if (interval) {
      return place.unsupported(name.span(), "an interval of chosen fields");
    }
    return place.error(
        name.span(), ErrorCode.SQL_NAME, "type \"" + name.name() + "\" does not exist");
  }
}
