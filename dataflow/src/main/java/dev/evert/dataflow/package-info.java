/** Incremental computation: operators that turn deltas into deltas over arranged state. */
@NullMarked
package dev.evert.dataflow;

import org.jspecify.annotations.NullMarked;
