/** The types of columns and the values of types that Java has no class for. */
@NullMarked
package dev.evert.spi.type;

import org.jspecify.annotations.NullMarked;
