package dev.evert.sql.eventtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the operand with which an expression never falls as that grows. */
public final class Monotone {
  private static final Set<String> IN_FIRST = Set.of("$window_start", "$later", "-");
  private static final Set<String> IN_SECOND = Set.of("date_trunc", "date_bin");

  private Monotone() {}

  /** The place of the only operand that is not constant, if the expression never falls with it. */
  public static Optional<Integer> operand(Expression expression) {
    return switch (expression) {
      case Expression.Call call -> ofCall(call);
      case Expression.Cast cast ->
          isTime(cast.type()) && isTime(cast.operand().type()) ? Optional.of(0) : Optional.empty();
      case Expression _ -> Optional.empty();
    };
  }

  private static Optional<Integer> ofCall(Expression.Call call) {
    String name = call.function().name();
    List<Expression> arguments = call.arguments();
    if (!isTime(call.type())) {
      return Optional.empty();
    }
    if (IN_FIRST.contains(name)) {
      return only(0, arguments);
    }
    if (IN_SECOND.contains(name)) {
      return only(1, arguments);
    }
    if (name.equals("+")) {
      return only(0, arguments).or(() -> only(1, arguments));
    }
    return Optional.empty();
  }

  private static Optional<Integer> only(int place, List<Expression> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if ((arguments.get(i) instanceof Expression.Literal) == (i == place)) {
        return Optional.empty();
      }
    }
    return isTime(arguments.get(place).type()) ? Optional.of(place) : Optional.empty();
  }

  private static boolean isTime(Type type) {
    Type base = type.base();
    return base == Type.Simple.TIMESTAMP
        || base == Type.Simple.TIMESTAMPTZ
        || base == Type.Simple.DATE;
  }
}
