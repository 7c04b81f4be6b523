/** How pipes are, for people to see. */
@NullMarked
package dev.evert.engine.status;

import org.jspecify.annotations.NullMarked;
