/** A real OpenSearch for tests, in a JVM of its own. */
@NullMarked
package dev.evert.testing.opensearch;

import org.jspecify.annotations.NullMarked;
