/** The Nexmark queries, beside Flink SQL in the same process. */
@NullMarked
package dev.evert.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
