/** What Evert keeps on this machine: a directory for each pipe. */
@NullMarked
package dev.evert.shell.home;

import org.jspecify.annotations.NullMarked;
