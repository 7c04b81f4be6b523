/** {@code evert search}: finds rows in an index that a pipe fills. */
@NullMarked
package dev.evert.shell.search;

import org.jspecify.annotations.NullMarked;
