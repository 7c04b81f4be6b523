/**
 * From the syntax tree to the plan: names, types, operators and aggregates, as PostgreSQL has them.
 */
@NullMarked
package dev.evert.sql.bind;

import org.jspecify.annotations.NullMarked;
