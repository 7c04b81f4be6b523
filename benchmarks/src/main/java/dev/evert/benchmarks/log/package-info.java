/** The log beside the limit of the machine and beside a Kafka broker. */
@NullMarked
package dev.evert.benchmarks.log;

import org.jspecify.annotations.NullMarked;
