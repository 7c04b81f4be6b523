/** How Evert talks to people: terminals, amounts in words, errors. */
@NullMarked
package dev.evert.shell.console;

import org.jspecify.annotations.NullMarked;
