package dev.evert.sql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A column of {@code create table} as written.
 *
 * @param byDefault the expression after {@code default}
 * @param byDefaultSql its text
 */
public record ColumnSyntax(
    String name,
    TypeName type,
    boolean notNull,
    boolean primaryKey,
    @Nullable Syntax byDefault,
    @Nullable String byDefaultSql,
    Span span) {}
