package dev.evert.sql.generate;

import dev.evert.sql.expression.Expression;

/** A value to sort by. */
public record SortField(Expression expression, boolean descending, boolean nullsFirst) {}
