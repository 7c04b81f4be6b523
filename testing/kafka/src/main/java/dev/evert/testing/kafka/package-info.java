/** A real Kafka broker, in a JVM of its own. */
@NullMarked
package dev.evert.testing.kafka;

import org.jspecify.annotations.NullMarked;
