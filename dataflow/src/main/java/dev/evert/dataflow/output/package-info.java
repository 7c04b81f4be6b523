/** Views: their rows, and the changes that their readers have not read yet. */
@NullMarked
package dev.evert.dataflow.output;

import org.jspecify.annotations.NullMarked;
