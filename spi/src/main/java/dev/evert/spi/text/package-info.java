/** Values, rows and schemas as text and JSON. */
@NullMarked
package dev.evert.spi.text;

import org.jspecify.annotations.NullMarked;
