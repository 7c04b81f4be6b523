/** What people are told when something is wrong, as docs/errors.md shows it. */
@NullMarked
package dev.evert.shell.errors;

import org.jspecify.annotations.NullMarked;
