package dev.evert.sql.bind;

import dev.evert.sql.syntax.Query;
import dev.evert.sql.syntax.Syntax;
import dev.evert.sql.syntax.TypeName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL gives to columns without an alias. */
final class Naming {
  private static final String NONE = "?column?";

  private Naming() {}

  /** The name of an expression in the select list. */
  static String of(Syntax syntax) {
    String strong = strong(syntax);
    if (strong != null) {
      return strong;
    }
    String weak = weak(syntax);
    return weak == null ? NONE : weak;
  }

  /** A name that goes before that of a cast around it. */
  private static @Nullable String strong(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Name name -> name.last();
      case Syntax.Call call -> call.name();
      case Syntax.Windowed windowed -> windowed.call().name();
      case Syntax.JsonMade made -> made.object() ? "json_object" : "json_array";
      case Syntax.JsonAccess access ->
          "json_" + access.asked().kind().name().toLowerCase(Locale.ROOT);
      case Syntax.AtTimeZone _ -> "timezone";
      case Syntax.ArrayOf _, Syntax.ArrayQuery _ -> "array";
      case Syntax.Exists _ -> "exists";
      case Syntax.Subquery subquery -> ofQuery(subquery.query());
      case Syntax.FieldOf field -> field.name();
      case Syntax.Row _ -> "row";
      case Syntax.Subscripted part -> strong(part.array());
      case Syntax.Cast cast -> strong(cast.operand());
      case Syntax.Case choice when choice.otherwise() != null -> strong(choice.otherwise());
      case Syntax _ -> null;
    };
  }

  /** A query inside an expression goes by the name of its column. */
  private static @Nullable String ofQuery(Query query) {
    return switch (query) {
      case Query.Select select -> ofItem(select.items().getFirst());
      case Query.Ordered ordered -> ofQuery(ordered.query());
      case Query.With with -> ofQuery(with.body());
      case Query.Union union -> ofQuery(union.left());
      case Query.SetOperation operation -> ofQuery(operation.left());
      case Query.Values _ -> "column1";
    };
  }

  private static @Nullable String ofItem(Query.Item item) {
    String alias = item.alias();
    return alias == null ? of(item.expression()) : alias;
  }

  private static @Nullable String weak(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Cast cast -> typeName(cast.type());
      case Syntax.Case _ -> "case";
      case Syntax.Truth _ -> "bool";
      case Syntax _ -> null;
    };
  }

  /** Types go by the short names that PostgreSQL's catalogue has for them. */
  private static String typeName(TypeName type) {
    return switch (type.name()) {
      case "boolean" -> "bool";
      case "smallint" -> "int2";
      case "int", "integer" -> "int4";
      case "bigint" -> "int8";
      case "real" -> "float4";
      case "double precision", "float" -> "float8";
      case "decimal", "dec" -> "numeric";
      case "character varying" -> "varchar";
      case "char", "character" -> "bpchar";
      case "timestamp with time zone" -> "timestamptz";
      case "time with time zone" -> "timetz";
      default -> type.name().startsWith("interval") ? "interval" : last(type.name());
    };
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
