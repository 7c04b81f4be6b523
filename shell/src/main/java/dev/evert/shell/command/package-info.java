/** The commands. */
@NullMarked
package dev.evert.shell.command;

import org.jspecify.annotations.NullMarked;
