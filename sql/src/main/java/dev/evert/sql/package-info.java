/** SQL: from text to a plan that can be maintained incrementally, and from it to a circuit. */
@NullMarked
package dev.evert.sql;

import org.jspecify.annotations.NullMarked;
