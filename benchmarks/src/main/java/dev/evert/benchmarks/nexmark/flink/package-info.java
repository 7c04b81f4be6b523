/** Flink SQL over the events in memory. */
@NullMarked
package dev.evert.benchmarks.nexmark.flink;

import org.jspecify.annotations.NullMarked;
