/** How fast circuits are, and how much memory they take. */
@NullMarked
package dev.evert.benchmarks.dataflow;

import org.jspecify.annotations.NullMarked;
