/**
 * The log: one totally ordered, durable, verifiable sequence of events, usable without the rest of
 * Evert.
 *
 * <p>{@link dev.evert.log.Log} is the contract. {@link dev.evert.log.journal.Journal} keeps a log
 * in a directory of one machine. A producer fills an {@link dev.evert.log.EventBatch} and appends
 * it; the future completes when the batch is on disk. A consumer opens a {@link
 * dev.evert.log.LogReader} at a {@link dev.evert.log.Position} and follows the log.
 *
 * <pre>{@code
 * try (Log log = Journal.open(Path.of("data/log"), LogOptions.defaults())) {
 *   StreamId orders = log.createStream("orders", Retention.forever());
 *   EventBatch batch = new EventBatch();
 *   batch.add(orders, eventTimeMicros, key, payload);
 *   Appended appended = log.append(batch).join();
 *   try (LogReader reader = log.reader(appended.first())) {
 *     while (reader.next()) {
 *       use(reader.event());
 *     }
 *   }
 * }
 * }</pre>
 */
@NullMarked
package dev.evert.log;

import org.jspecify.annotations.NullMarked;
