/** Shows how a pipe that runs is getting on. */
@NullMarked
package dev.evert.shell.progress;

import org.jspecify.annotations.NullMarked;
