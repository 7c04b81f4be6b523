/** State that is larger than memory: how fast it works, starts again and is saved. */
@NullMarked
package dev.evert.benchmarks.state;

import org.jspecify.annotations.NullMarked;
