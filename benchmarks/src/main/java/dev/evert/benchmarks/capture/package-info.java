/** From PostgreSQL into the log and into sinks, beside the bare Debezium Engine. */
@NullMarked
package dev.evert.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
