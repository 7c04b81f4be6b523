/** Recursive views beside PostgreSQL's recomputation. */
@NullMarked
package dev.evert.benchmarks.recursion;

import org.jspecify.annotations.NullMarked;
