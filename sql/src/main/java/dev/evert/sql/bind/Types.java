package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * PostgreSQL's knowledge about types: which turn into which by themselves, and which it prefers.
 */
final class Types {
  /** The type of strings in quotes and nulls until they meet another type. */
  static final Type UNKNOWN = new Type.Other("unknown");

  static final Type CHAR = new Type.Char(Type.Char.UNBOUNDED);

  private static final List<Type> NUMBERS =
      List.of(
          Type.Simple.INT2,
          Type.Simple.INT4,
          Type.Simple.INT8,
          Type.Numeric.ANY,
          Type.Simple.FLOAT4,
          Type.Simple.FLOAT8);

  private Types() {}

  /** Groups of types within which operators are looked for. */
  enum Category {
    ARRAY,
    BOOLEAN,
    DATE_TIME,
    ENUM,
    NUMBER,
    ROW,
    STRING,
    SPAN,
    USER,
    UNKNOWN
  }

  /** The type without domain and modifiers: what operators are defined on. */
  static Type plain(Type type) {
    return switch (type.base()) {
      case Type.Numeric _ -> Type.Numeric.ANY;
      case Type.Text _ -> Type.Text.ANY;
      case Type.Char _ -> CHAR;
      case Type.Array(Type element) -> new Type.Array(plain(element));
      case Type.Row(String name, List<Type.Field> fields) ->
          new Type.Row(
              name, fields.stream().map(f -> new Type.Field(f.name(), plain(f.type()))).toList());
      case Type.Simple simple -> simple;
      case Type.Enumeration labels -> labels;
      case Type.Other other -> other;
      case Type.Domain domain -> plain(domain.base());
    };
  }

  static boolean isInteger(Type type) {
    return type == Type.Simple.INT2 || type == Type.Simple.INT4 || type == Type.Simple.INT8;
  }

  static boolean isUnknown(Type type) {
    return type.equals(UNKNOWN);
  }

  /** The group that a plain type belongs to. */
  static Category category(Type type) {
    return switch (type) {
      case Type.Simple simple ->
          switch (simple) {
            case BOOLEAN -> Category.BOOLEAN;
            case INT2, INT4, INT8, FLOAT4, FLOAT8 -> Category.NUMBER;
            case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> Category.DATE_TIME;
            case INTERVAL -> Category.SPAN;
            case BYTEA, UUID, JSON, JSONB -> Category.USER;
          };
      case Type.Numeric _ -> Category.NUMBER;
      case Type.Text _, Type.Char _ -> Category.STRING;
      case Type.Array _ -> Category.ARRAY;
      case Type.Row _ -> Category.ROW;
      case Type.Enumeration _ -> Category.ENUM;
      case Type.Domain domain -> category(domain.base());
      case Type.Other other -> isUnknown(other) ? Category.UNKNOWN : Category.USER;
    };
  }

  /** Whether PostgreSQL prefers the type to others of its category. */
  static boolean preferred(Type type) {
    return type.equals(Type.Text.ANY)
        || type == Type.Simple.FLOAT8
        || type == Type.Simple.TIMESTAMPTZ
        || type == Type.Simple.INTERVAL
        || type == Type.Simple.BOOLEAN;
  }

  /** Whether a value of the one plain type turns into one of the other without being asked to. */
  static boolean implicitly(Type from, Type to) {
    if (from.equals(to) || isUnknown(from)) {
      return true;
    }
    if (NUMBERS.contains(from) && NUMBERS.contains(to)) {
      return NUMBERS.indexOf(from) < NUMBERS.indexOf(to);
    }
    if (category(from) == Category.STRING && category(to) == Category.STRING) {
      return true;
    }
    if (from instanceof Type.Array(Type source) && to instanceof Type.Array(Type target)) {
      return implicitly(source, target);
    }
    if (from instanceof Type.Row source && to instanceof Type.Row target) {
      return pairwise(source, target, Types::implicitly);
    }
    return switch (from) {
      case Type.Simple.DATE -> to == Type.Simple.TIMESTAMP || to == Type.Simple.TIMESTAMPTZ;
      case Type.Simple.TIMESTAMP -> to == Type.Simple.TIMESTAMPTZ;
      case Type.Simple.TIME -> to == Type.Simple.TIMETZ || to == Type.Simple.INTERVAL;
      case Type _ -> false;
    };
  }

  /** Whether a value of the one plain type can be cast to the other where that is asked for. */
  static boolean explicitly(Type from, Type to) {
    if (implicitly(from, to)) {
      return true;
    }
    Category source = category(from);
    Category target = category(to);
    if (source == Category.STRING || target == Category.STRING) {
      return true;
    }
    if (source == Category.NUMBER && target == Category.NUMBER) {
      return true;
    }
    if (from instanceof Type.Array(Type element) && to instanceof Type.Array(Type wanted)) {
      return explicitly(element, wanted);
    }
    if (from instanceof Type.Row row && to instanceof Type.Row wanted) {
      return pairwise(row, wanted, Types::explicitly);
    }
    if ((from == Type.Simple.BYTEA && isInteger(to))
        || (isInteger(from) && to == Type.Simple.BYTEA)) {
      return true;
    }
    return switch (from) {
      case Type.Simple.BOOLEAN -> to == Type.Simple.INT4;
      case Type.Simple.INT4 -> to == Type.Simple.BOOLEAN;
      case Type.Simple.TIMESTAMP -> to == Type.Simple.DATE || to == Type.Simple.TIME;
      case Type.Simple.TIMESTAMPTZ -> target == Category.DATE_TIME;
      case Type.Simple.TIMETZ, Type.Simple.INTERVAL -> to == Type.Simple.TIME;
      case Type.Simple.JSON -> to == Type.Simple.JSONB;
      case Type.Simple.JSONB ->
          to == Type.Simple.JSON || to == Type.Simple.BOOLEAN || target == Category.NUMBER;
      case Type _ -> false;
    };
  }

  /** Whether the values' bytes have their order. */
  static boolean orderedInside(Type type) {
    return ordered(type)
        && !(type.base() instanceof Type.Enumeration)
        && type.base() != Type.Simple.JSONB;
  }

  private static boolean pairwise(Type.Row from, Type.Row to, BiPredicate<Type, Type> turns) {
    return from.fields().size() == to.fields().size()
        && IntStream.range(0, from.fields().size())
            .allMatch(i -> turns.test(plain(from.types().get(i)), plain(to.types().get(i))));
  }

  /** Whether values have an order; if not, they may still be equal or not. */
  static boolean ordered(Type type) {
    return switch (type.base()) {
      case Type.Simple simple -> simple != Type.Simple.JSON;
      case Type.Numeric _, Type.Text _, Type.Char _, Type.Enumeration _ -> true;
      case Type.Array(Type element) -> orderedInside(element);
      case Type.Row row -> row.types().stream().allMatch(Types::orderedInside);
      case Type.Domain domain -> ordered(domain.base());
      case Type.Other _ -> false;
    };
  }
}
