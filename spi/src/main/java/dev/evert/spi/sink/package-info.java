/** The contract of sinks: outside stores that are kept equal to a view. */
@NullMarked
package dev.evert.spi.sink;

import org.jspecify.annotations.NullMarked;
