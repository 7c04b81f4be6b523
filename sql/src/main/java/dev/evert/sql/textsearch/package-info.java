/**
 * Text search with PostgreSQL's meaning: texts are taken apart into words, words are brought to
 * lexemes by dictionaries, and queries are asked of the vectors that lexemes and positions make.
 */
@NullMarked
package dev.evert.sql.textsearch;

import org.jspecify.annotations.NullMarked;
