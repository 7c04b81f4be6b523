/** Expressions to class files: what circuits evaluate rows by. */
@NullMarked
package dev.evert.sql.generate;

import org.jspecify.annotations.NullMarked;
