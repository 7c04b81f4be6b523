package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.type.Type;
import dev.evert.sql.plan.Field;
import dev.evert.sql.plan.Plan;
import dev.evert.sql.syntax.Span;

/** Which rows can be told to be equal. */
final class Equality {
  private Equality() {}

  /** Fails if a column has values that nobody can compare. */
  static void require(Plan plan, Place place, Span span) {
    for (Field field : plan.fields()) {
      require(field.type(), place, span);
    }
  }

  /** Fails if values of the type cannot be compared. */
  static void require(Type type, Place place, Span span) {
    if (!exists(type)) {
      throw place.error(
          span,
          ErrorCode.SQL_TYPE,
          "could not identify an equality operator for type " + type.sql(),
          "Cast the column to jsonb or text.");
    }
  }

  private static boolean exists(Type type) {
    return switch (type.base()) {
      case Type.Simple simple -> simple != Type.Simple.JSON;
      case Type.Array(Type element) -> exists(element);
      case Type.Row row -> row.types().stream().allMatch(Equality::exists);
      case Type.Numeric _, Type.Text _, Type.Char _ -> true;
      case Type.Enumeration _, Type.Other _ -> true;
      case Type.Domain domain -> exists(domain.base());
    };
  }
}
