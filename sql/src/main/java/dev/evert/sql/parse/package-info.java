/** PostgreSQL's text of a query to its syntax tree. */
@NullMarked
package dev.evert.sql.parse;

import org.jspecify.annotations.NullMarked;
