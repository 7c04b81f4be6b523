/** Z-sets indexed by key: immutable sorted runs, merged like the levels of an LSM tree. */
@NullMarked
package dev.evert.dataflow.arrangement;

import org.jspecify.annotations.NullMarked;
