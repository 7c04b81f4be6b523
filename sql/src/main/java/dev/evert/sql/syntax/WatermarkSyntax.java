package dev.evert.sql.syntax;

import org.jspecify.annotations.Nullable;

/**
 * {@code watermark for ts as ts - interval '5 seconds' [advance at most interval '1 hour' [unless
 * confirmed by 3 rows]]}.
 *
 * @param column holds the time
 * @param time of the watermark: the column, or less than it by a length of time
 * @param atMost how far one row may move it; null if that is not said
 * @param confirmations how many rows move it further all the same; null if that is not said
 */
public record WatermarkSyntax(
    Syntax.Name column,
    Syntax time,
    @Nullable Syntax atMost,
    @Nullable Integer confirmations,
    Span span) {}
