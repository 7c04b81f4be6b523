/**
 * Tables and views that statements define: their catalog, which is derived from the log, the one
 * circuit that keeps all of them at one position, and what asks and changes them.
 */
@NullMarked
package dev.evert.engine.database;

import org.jspecify.annotations.NullMarked;
