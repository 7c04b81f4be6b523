/** Programs as stages of pipes: rows as JSON lines in, rows as JSON lines out. */
@NullMarked
package dev.evert.engine.program;

import org.jspecify.annotations.NullMarked;
