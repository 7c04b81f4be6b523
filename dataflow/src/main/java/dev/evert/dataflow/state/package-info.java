/** Where state is kept: runs in memory and in files, and the checkpoints that name them. */
@NullMarked
package dev.evert.dataflow.state;

import org.jspecify.annotations.NullMarked;
