package dev.evert.sql.parse;

import java.util.Set;

/** Which words may name what, as PostgreSQL 18 has it. */
final class Words {
  /** Words that name nothing unless quoted. */
  private static final Set<String> RESERVED =
      setOf(
          """
          all analyse analyze and any array as asc asymmetric both case cast check collate column
          constraint create current_catalog current_date current_role current_time
          current_timestamp current_user default deferrable desc distinct do else end except false
          fetch for foreign from grant group having in initially intersect into lateral leading
          limit localtime localtimestamp not null offset on only or order placing primary
          references returning select session_user some symmetric system_user table then to
          trailing true union unique user using variadic when where window with
          """);

  /** Words that name functions or types, but neither columns nor tables. */
  private static final Set<String> FUNCTION_OR_TYPE =
      setOf(
          """
          authorization binary collation concurrently cross current_schema freeze full ilike inner
          is isnull join left like natural notnull outer overlaps right similar tablesample verbose
          """);

  /** Words that name a column of a result only after {@code as}. */
  private static final Set<String> LABEL_AFTER_AS =
      setOf(
          """
          array as char character create day except fetch filter for from grant group having hour
          intersect into isnull limit minute month notnull offset on order over overlaps precision
          returning second to union varying where window with within without year
          """);

  /** Values of the clock or the session, written without parentheses. */
  private static final Set<String> SESSION_VALUES =
      setOf(
          """
          current_catalog current_date current_role current_schema current_time current_timestamp
          current_user localtime localtimestamp session_user system_user user
          """);

  private Words() {}

  private static Set<String> setOf(String words) {
    return Set.of(words.strip().split("\\s+"));
  }

  /** Whether the token may name a column or a table. */
  static boolean isName(Token token) {
    return switch (token.kind()) {
      case NAME -> true;
      case WORD -> !RESERVED.contains(token.text()) && !FUNCTION_OR_TYPE.contains(token.text());
      case STRING, NUMBER, OPERATOR, PUNCTUATION, END -> false;
    };
  }

  /** Whether the token may name a function or a type. */
  static boolean isFunction(Token token) {
    return token.isNameLike()
        && (token.kind() == Token.Kind.NAME || !RESERVED.contains(token.text()));
  }

  /** Whether the token may name a column of the result without {@code as}. */
  static boolean isBareLabel(Token token) {
    return token.kind() == Token.Kind.NAME
        || (token.kind() == Token.Kind.WORD && !LABEL_AFTER_AS.contains(token.text()));
  }

  /** Whether the token is a value of the clock or the session. */
  static boolean isSessionValue(Token token) {
    return token.kind() == Token.Kind.WORD && SESSION_VALUES.contains(token.text());
  }
}
