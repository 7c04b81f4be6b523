/** How long a change takes from its commit to a view, and to where it can be searched. */
@NullMarked
package dev.evert.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
