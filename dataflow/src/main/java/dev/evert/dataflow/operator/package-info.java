/** The operators of circuits: each turns deltas into deltas. */
@NullMarked
package dev.evert.dataflow.operator;

import org.jspecify.annotations.NullMarked;
