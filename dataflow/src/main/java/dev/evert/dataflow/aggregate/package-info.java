/** What groups of rows are aggregated in, exactly, so that rows can leave again. */
@NullMarked
package dev.evert.dataflow.aggregate;

import org.jspecify.annotations.NullMarked;
