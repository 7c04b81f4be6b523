package dev.evert.engine;

import dev.evert.engine.audit.SinkReconciler;
import dev.evert.engine.delivery.ChangeBatcher;
import dev.evert.engine.delivery.DeliveryFeed;
import dev.evert.engine.delivery.DeliveryIntents;
import dev.evert.engine.delivery.SinkParking;
import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.engine.program.Program;
import dev.evert.engine.view.MaintainedView;
import dev.evert.log.Log;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Puts the sinks of a pipe together. */
final class SinkAssembly {
  /** Rows that a program is asked about before its answers are kept. */
  private static final int PROGRAM_ROWS = 32;

  private final PipeDefinition definition;
  private final Connectors connectors;
  private final EngineOptions options;
  private final Log log;
  private final Path scratch;
  private final List<AutoCloseable> opened;

  /**
   * @param opened takes what is to be closed if the pipe can not be put together
   */
  SinkAssembly(
      PipeDefinition definition,
      Connectors connectors,
      EngineOptions options,
      Log log,
      Path scratch,
      List<AutoCloseable> opened) {
    this.definition = definition;
    this.connectors = connectors;
    this.options = options;
    this.log = log;
    this.scratch = scratch;
    this.opened = opened;
  }

  /**
   * A runner for each sink of the definition.
   *
   * @param earlier the schema of the view's generation before, if there was one
   */
  List<SinkRunner> assemble(
      MaintainedView view,
      Optional<Schema> earlier,
      DeliveryIntents intents,
      ParkedRecords parked) {
    List<SinkRunner> runners = new ArrayList<>();
    for (StoreUri uri : definition.sinks()) {
      Path directory = PipeInputs.sinkDirectory(scratch, uri);
      runners.add(runner(uri, directory, view, earlier, intents, parked));
    }
    return runners;
  }

  private SinkRunner runner(
      StoreUri uri,
      Path directory,
      MaintainedView view,
      Optional<Schema> earlier,
      DeliveryIntents intents,
      ParkedRecords parked) {
    String name = uri.toString();
    Schema schema = view.plan().schema();
    SinkParking parking = new SinkParking(definition.name(), name, schema, parked);
    var surroundings = PipeInputs.surroundings(definition, options, directory);
    DeliveryFeed feed =
        new DeliveryFeed(
            log.id(),
            () -> log.durable().version(),
            view.generation(),
            schema,
            earlier,
            view.lost(name),
            view.reader(name),
            () -> view.restartReader(name),
            view.published(),
            intents,
            new SinkReconciler(schema, name, view.generation()),
            options.limits().flushChanges(),
            view::readerFailed);
    Sink sink = connectors.sink(uri.scheme()).open(uri, parking, surroundings);
    opened.add(sink);
    SinkRunner runner =
        new SinkRunner(
            name,
            sink,
            feed,
            new ChangeBatcher(log, limits(uri)),
            parked.count(name),
            new SplittableRandom());
    parking.whenWaiting(runner::waiting);
    return runner;
  }

  /** What a program was asked in vain, when it is stopped or killed, is asked again. */
  private EngineLimits limits(StoreUri uri) {
    EngineLimits usual = options.limits();
    return uri.scheme().equals(Program.SCHEME) ? usual.withBatchChanges(PROGRAM_ROWS) : usual;
  }
}
