/** Copying the rows that are there, in pieces that need not be copied twice. */
@NullMarked
package dev.evert.connectors.postgres.snapshot;

import org.jspecify.annotations.NullMarked;
