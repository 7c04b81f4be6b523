/** Which operations a log holds, so that appending one again has no effect. */
@NullMarked
package dev.evert.log.operations;

import org.jspecify.annotations.NullMarked;
