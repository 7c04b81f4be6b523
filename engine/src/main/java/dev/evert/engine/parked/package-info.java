/** What could not be read, computed or written: kept with the reason, and counted. */
@NullMarked
package dev.evert.engine.parked;

import org.jspecify.annotations.NullMarked;
