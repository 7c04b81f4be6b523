package dev.evert.sql.bind;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/** Binds functions of enumerations: what they give depends on the type, not on the value. */
final class EnumCalls {
  private final ExpressionBinder binder;
  private final Place place;

  EnumCalls(ExpressionBinder binder, Place place) {
    this.binder = binder;
    this.place = place;
  }

  /** The call, if it is one of these functions. */
  Optional<Expression> bind(Syntax.Call call) {
    return switch (call.name()) {
      case "enum_first" -> Optional.of(label(type(call), type(call).labels().getFirst()));
      case "enum_last" -> Optional.of(label(type(call), type(call).labels().getLast()));
      case "enum_range" -> Optional.of(range(call));
      default -> Optional.empty();
    };
  }

  private Type.Enumeration type(Syntax.Call call) {
    for (Syntax argument : call.arguments()) {
      if (binder.bind(argument).type().base() instanceof Type.Enumeration type) {
        return type;
      }
    }
    throw place.type(call.span(), call.name() + " needs a value of an enumeration");
  }

  private static Expression label(Type.Enumeration type, String label) {
    RowWriter out = new RowWriter();
    out.putText(label);
    return new Expression.Literal(type, out.toBytes());
  }

  private Expression range(Syntax.Call call) {
    if (call.arguments().size() != 1) {
      throw place.unsupported(call.span(), "enum_range with bounds");
    }
    Type.Enumeration type = type(call);
    List<Expression> labels = type.labels().stream().map(label -> label(type, label)).toList();
    return new Expression.ArrayOf(new Type.Array(type), labels);
  }
}
