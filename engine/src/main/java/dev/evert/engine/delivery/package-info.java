/** Sinks: from a view into outside stores. */
@NullMarked
package dev.evert.engine.delivery;

import org.jspecify.annotations.NullMarked;
