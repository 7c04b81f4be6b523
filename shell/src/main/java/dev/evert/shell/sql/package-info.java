/** {@code evert sql}: statements from the command line, from files or from a prompt. */
@NullMarked
package dev.evert.shell.sql;

import org.jspecify.annotations.NullMarked;
