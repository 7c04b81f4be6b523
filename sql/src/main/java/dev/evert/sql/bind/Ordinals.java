package dev.evert.sql.bind;

import dev.evert.spi.error.ErrorCode;
import dev.evert.sql.syntax.Syntax;
import java.util.Optional;

/** Numbers in {@code group by} and {@code order by} stand for columns of the result. */
final class Ordinals {
  private Ordinals() {}

  /** The column, counted from 0, if the expression is a bare number. */
  static Optional<Integer> of(Syntax syntax, int width, Place place) {
    if (!(syntax instanceof Syntax.Digits digits)) {
      return Optional.empty();
    }
    boolean whole = digits.digits().chars().allMatch(Character::isDigit);
    int ordinal = whole && digits.digits().length() <= 9 ? Integer.parseInt(digits.digits()) : 0;
    if (ordinal < 1 || ordinal > width) {
      throw place.error(
          syntax.span(),
          ErrorCode.SQL_SYNTAX,
          "position " + digits.digits() + " is not in the select list of " + width + " columns");
    }
    return Optional.of(ordinal - 1);
  }
}
