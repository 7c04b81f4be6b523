/** Keeping a table equal to a view. */
@NullMarked
package dev.evert.connectors.postgres.sink;

import org.jspecify.annotations.NullMarked;
