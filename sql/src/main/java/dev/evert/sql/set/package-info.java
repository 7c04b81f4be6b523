/** Functions that give rows, and what makes rows of them. */
@NullMarked
package dev.evert.sql.set;

import org.jspecify.annotations.NullMarked;
