/** Types, schemas, rows and change batches, and the contracts that sources and sinks implement. */
@NullMarked
package dev.evert.spi;

import org.jspecify.annotations.NullMarked;
