/** Where sources and sinks are. */
@NullMarked
package dev.evert.spi.uri;

import org.jspecify.annotations.NullMarked;
