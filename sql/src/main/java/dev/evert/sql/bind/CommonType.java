package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Expression;
import java.util.List;
import java.util.Optional;

/** The type that several expressions become where they have to be of one: PostgreSQL's rule. */
final class CommonType {
  private CommonType() {}

  /** The common type, or empty if there is none. */
  static Optional<Type> of(List<Expression> expressions) {
    return ofTypes(expressions.stream().map(Expression::type).toList());
  }

  /** The common type, or empty if there is none. */
  static Optional<Type> ofTypes(List<Type> types) {
    Type first = types.getFirst();
    if (!Types.isUnknown(first) && types.stream().allMatch(first::equals)) {
      return Optional.of(first);
    }
    Type chosen = Types.UNKNOWN;
    for (Type type : types) {
      Type next = Types.plain(type);
      if (Types.isUnknown(next) || next.equals(chosen)) {
        continue;
      }
      if (Types.isUnknown(chosen)) {
        chosen = next;
      } else if (Types.category(next) != Types.category(chosen)) {
        return Optional.empty();
      } else if (!Types.preferred(chosen)
          && Types.implicitly(chosen, next)
          && !Types.implicitly(next, chosen)) {
        chosen = next;
      }
    }
    Type common = Types.isUnknown(chosen) ? Type.Text.ANY : chosen;
    boolean reachable = types.stream().allMatch(t -> Types.implicitly(Types.plain(t), common));
    return reachable ? Optional.of(sameModifiers(types, common)) : Optional.empty();
  }

  /** Length or precision stay if all have the same; a string in quotes or a null has none. */
  private static Type sameModifiers(List<Type> types, Type common) {
    Type first = types.getFirst().base();
    boolean same = types.stream().map(Type::base).allMatch(first::equals);
    return same && !Types.isUnknown(first) ? first : common;
  }
}
