/** The contract of sources: connectors that turn an outside system's changes into tables. */
@NullMarked
package dev.evert.spi.source;

import org.jspecify.annotations.NullMarked;
