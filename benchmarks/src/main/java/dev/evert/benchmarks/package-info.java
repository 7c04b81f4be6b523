/** Measurements of Evert beside its peers and the limits of the machine. */
@NullMarked
package dev.evert.benchmarks;

import org.jspecify.annotations.NullMarked;
