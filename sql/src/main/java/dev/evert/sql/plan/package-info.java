/** The plan of a view: operators over inputs, each of which can be maintained incrementally. */
@NullMarked
package dev.evert.sql.plan;

import org.jspecify.annotations.NullMarked;
