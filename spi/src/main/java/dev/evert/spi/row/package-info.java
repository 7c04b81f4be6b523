/** Schemas, and rows as bytes whose order is the order of their values. */
@NullMarked
package dev.evert.spi.row;

import org.jspecify.annotations.NullMarked;
