package dev.evert.sql.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A JSON value. */
public sealed interface Json {

  /** An object; of members with one name the last counts. */
  record Obj(SequencedMap<String, Json> members) implements Json {}

  /** An array. */
  record Arr(List<Json> elements) implements Json {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /** A string. */
  record Str(String value) implements Json {}

  /** A number: its scale is kept, but does not count where numbers are compared. */
  record Num(BigDecimal value) implements Json {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Num(BigDecimal that) && value.compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
      return value.stripTrailingZeros().hashCode();
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  /** What kind of value it is, in messages. */
  default String kind() {
    return switch (this) {
      case Obj _ -> "object";
      case Arr _ -> "array";
      case Str _ -> "string";
      case Num _ -> "numeric";
      case Bool _ -> "boolean";
      case Null _ -> "null";
    };
  }

  /** Whether it is neither an object nor an array. */
  default boolean isScalar() {
    return !(this instanceof Obj) && !(this instanceof Arr);
  }
}
