/** Expressions over the columns of rows, with types: what is compiled to code. */
@NullMarked
package dev.evert.sql.expression;

import org.jspecify.annotations.NullMarked;
