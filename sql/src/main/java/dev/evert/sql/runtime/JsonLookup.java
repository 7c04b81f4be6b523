package dev.evert.sql.runtime;

import dev.evert.spi.type.Type;
import dev.evert.sql.syntax.JsonSyntax.Instead;
import dev.evert.sql.syntax.JsonSyntax.Kind;
import dev.evert.sql.syntax.JsonSyntax.Wrapper;

/**
 * What {@link JsonLookups} are to find and to give.
 *
 * @param type of the result
 * @param wrapper when what is found becomes an array
 * @param keepsQuotes whether a string found by {@code json_query} stays JSON
 * @param onEmpty what is given where there is nothing
 * @param onError what is given where anything does not fit
 */
public record JsonLookup(
    Kind kind, Type type, Wrapper wrapper, boolean keepsQuotes, Instead onEmpty, Instead onError) {}
