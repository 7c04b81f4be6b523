/** The evaluation of window functions over the rows of a partition. */
@NullMarked
package dev.evert.dataflow.window;

import org.jspecify.annotations.NullMarked;
