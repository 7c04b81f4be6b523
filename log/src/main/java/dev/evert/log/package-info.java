/** The log: a durable, totally ordered and verifiable sequence of events. */
@NullMarked
package dev.evert.log;

import org.jspecify.annotations.NullMarked;
