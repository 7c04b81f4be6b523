package dev.evert.sql.syntax;

import java.util.List;

/** What {@code create table} says of the table as a whole. */
public sealed interface ConstraintSyntax {

  /** Where it stands. */
  Span span();

  /** {@code primary key (a, b)}. */
  record PrimaryKey(List<String> columns, Span span) implements ConstraintSyntax {
    public PrimaryKey {
      columns = List.copyOf(columns);
    }
  }

  /** {@code check (condition)}; {@code sql} is the condition's text. */
  record Check(Syntax condition, String sql, Span span) implements ConstraintSyntax {}
}
