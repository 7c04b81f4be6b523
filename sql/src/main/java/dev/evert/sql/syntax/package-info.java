/** The syntax tree of a query: what was written, with places, before names and types are known. */
@NullMarked
package dev.evert.sql.syntax;

import org.jspecify.annotations.NullMarked;
