/** Order-independent hashes of Z-sets, by which equal derivations are known to be equal. */
@NullMarked
package dev.evert.dataflow.digest;

import org.jspecify.annotations.NullMarked;
