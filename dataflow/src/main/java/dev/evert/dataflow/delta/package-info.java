/** Batches of changes on their way between operators, and the sorting of them. */
@NullMarked
package dev.evert.dataflow.delta;

import org.jspecify.annotations.NullMarked;
