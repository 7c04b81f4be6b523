/** The database: reads the log in epochs, maintains the views and feeds the sinks. */
@NullMarked
package dev.evert.engine;

import org.jspecify.annotations.NullMarked;
