/** How pipes are: kept, sent to other processes, and shown. */
@NullMarked
package dev.evert.shell.status;

import org.jspecify.annotations.NullMarked;
