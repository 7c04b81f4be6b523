/** How pipes are defined, and what of them is in the log. */
@NullMarked
package dev.evert.engine.pipe;

import org.jspecify.annotations.NullMarked;
