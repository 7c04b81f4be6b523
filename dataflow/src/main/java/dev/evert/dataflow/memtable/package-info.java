/** What arrangements hold lately: hash tables in memory, in front of sorted runs. */
@NullMarked
package dev.evert.dataflow.memtable;

import org.jspecify.annotations.NullMarked;
