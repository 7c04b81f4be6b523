/** The catalogue of errors. */
@NullMarked
package dev.evert.spi.error;

import org.jspecify.annotations.NullMarked;
