/**
 * The Merkle tree of RFC 9162 (the hashes of RFC 6962) over the events of a log: built leaf by
 * leaf, stored sparsely, proving inclusion and consistency.
 *
 * <p>A <em>node</em> (level, index) is the hash of the complete subtree over the leaves from {@code
 * index << level} to before {@code (index + 1) << level}. A tree of any size is made of such nodes,
 * so nodes are all that must be kept; and of them only every 256th level-0 node's worth: nodes of
 * level {@value dev.evert.log.merkle.TreeBuilder#STORED_LEVEL} and above. Lower ones are computed
 * again from the events when a proof needs them.
 */
@NullMarked
package dev.evert.log.merkle;

import org.jspecify.annotations.NullMarked;
