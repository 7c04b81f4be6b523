/** Views: from the log through a circuit to what can be read. */
@NullMarked
package dev.evert.engine.view;

import org.jspecify.annotations.NullMarked;
