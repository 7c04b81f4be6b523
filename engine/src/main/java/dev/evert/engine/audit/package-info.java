/** Comparing source, view and sink at one position. */
@NullMarked
package dev.evert.engine.audit;

import org.jspecify.annotations.NullMarked;
