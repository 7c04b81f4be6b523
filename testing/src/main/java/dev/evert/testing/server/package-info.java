/** Real servers for tests, benchmarks and the demo. */
@NullMarked
package dev.evert.testing.server;

import org.jspecify.annotations.NullMarked;
