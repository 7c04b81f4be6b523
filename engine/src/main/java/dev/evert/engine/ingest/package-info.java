/** Sources: from the outside into the log. */
@NullMarked
package dev.evert.engine.ingest;

import org.jspecify.annotations.NullMarked;
