/** Rewrites plans into ones that give the same rows at less cost. */
@NullMarked
package dev.evert.sql.optimize;

import org.jspecify.annotations.NullMarked;
