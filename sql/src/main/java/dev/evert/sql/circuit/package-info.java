/** Plans to circuits. */
@NullMarked
package dev.evert.sql.circuit;

import org.jspecify.annotations.NullMarked;
