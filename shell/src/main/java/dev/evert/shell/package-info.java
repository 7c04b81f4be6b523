/** The pipe language and the command line. */
@NullMarked
package dev.evert.shell;

import org.jspecify.annotations.NullMarked;
