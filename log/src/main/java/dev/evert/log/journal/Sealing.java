package dev.evert.log.journal;

import dev.evert.log.merkle.TreeEdge;

/**
 * What is known about a segment when it is sealed.
 *
 * @param edge the tree of all events up to its end
 * @param lastTimeMicros when its last event was appended
 */
record Sealing(TreeEdge edge, long lastTimeMicros) {}
