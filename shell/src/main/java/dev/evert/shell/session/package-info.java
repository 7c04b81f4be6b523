/** A pipe that runs in this process. */
@NullMarked
package dev.evert.shell.session;

import org.jspecify.annotations.NullMarked;
