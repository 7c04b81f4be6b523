package dev.evert.engine.delivery;

import dev.evert.dataflow.OutputReader;
import dev.evert.engine.view.Published;
import dev.evert.log.LogId;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a sink is to be given.
 *
 * @param log that the view is derived from
 * @param logEnd the position up to which the log is durable
 * @param generation of the view
 * @param schema of the view
 * @param earlier the schema of the generation before, which the store may still have
 * @param lost whether the changes that follow on what the store may hold are not kept any more
 * @param reader of the view's changes, from where the store is or may be
 * @param fromBeginning makes a reader from the view's beginning, in the place of the first one
 * @param published up to when the view can be read
 * @param reconciliation makes the store equal to the view where changes alone can not
 * @param flushChanges a long delivery is made durable in between when so many changes were written
 * @param failed told why the sink can not go on: the view may not be able to, either
 */
public record DeliveryFeed(
    LogId log,
    LongSupplier logEnd,
    int generation,
    Schema schema,
    Optional<Schema> earlier,
    boolean lost,
    OutputReader reader,
    Supplier<OutputReader> fromBeginning,
    Published published,
    DeliveryIntents intents,
    Reconciliation reconciliation,
    int flushChanges,
    Consumer<EvertException> failed) {}
