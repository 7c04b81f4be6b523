package dev.evert.engine;

import dev.evert.engine.delivery.ChangeBatcher;
import dev.evert.engine.delivery.DeliveryIntents;
import dev.evert.engine.delivery.SinkParking;
import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.parked.ParkedRecord;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.PipeCatalog;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.engine.pipe.PipeStreams;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.PipePlan;
import dev.evert.log.Log;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Puts a pipe together from its definition, the log and the connectors. */
final class PipeAssembly {
  private final PipeDefinition definition;
  private final Connectors connectors;
  private final EngineOptions options;
  private final Log log;
  private final Path scratch;

  PipeAssembly(PipeDefinition definition, Connectors connectors, EngineOptions options, Log log) {
    this.definition = definition;
    this.connectors = connectors;
    this.options = options;
    this.log = log;
    this.scratch = options.directory().resolve(Pipe.SCRATCH_DIRECTORY).resolve(definition.name());
  }

  /** A pipe that is ready to start. */
  Pipe assemble() {
    definition.sinks().forEach(sink -> connectors.sink(sink.scheme()));
    PipeInputs inputs = PipeInputs.open(definition, connectors, options, scratch);
    try {
      return assemble(inputs);
    } catch (RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private Pipe assemble(PipeInputs inputs) {
    PipeStreams streams =
        PipeStreams.open(
            log,
            definition.name(),
            inputs.groups().size(),
            definition.inputs().size(),
            options.retention());
    PipeCatalog catalog = new PipeCatalog(log, streams.catalog(), options.clock());
    List<Schema> schemas = schemas(inputs, catalog);
    PipePlan plan = PipePlan.of(definition, schemas);
    DeliveryIntents intents = new DeliveryIntents(log, streams.delivery(), options.clock());
    ParkedRecords parked = new ParkedRecords(log, streams.parked(), options.clock());
    MaintainedView view = view(inputs, streams, plan, intents);
    return new Pipe(
        definition,
        log,
        view,
        sources(inputs, streams, parked),
        sinks(plan, view, intents, parked),
        parked);
  }

  /** On the first start as the sources say, later as the log says: sources may be out of reach. */
  private List<Schema> schemas(PipeInputs inputs, PipeCatalog catalog) {
    List<SourceTable> tables =
        catalog
            .tables(definition)
            .orElseGet(() -> {
              List<SourceTable> now = inputs.tables();
              PipePlan.of(definition, now.stream().map(SourceTable::schema).toList());
              catalog.define(definition, now);
              return now;
            });
    return tables.stream().map(SourceTable::schema).toList();
  }

  private MaintainedView view(
      PipeInputs inputs, PipeStreams streams, PipePlan plan, DeliveryIntents intents) {
    Path directory = options.directory().resolve(Pipe.STATE_DIRECTORY).resolve(definition.name());
    return new MaintainedView(
        new MaintainedView.Origin(log, streams, inputs.sourceOfInput(), plan),
        directory,
        intents,
        definition.sinks().stream().map(StoreUri::toString).toList(),
        options);
  }

  private List<SourceRunner> sources(PipeInputs inputs, PipeStreams streams, ParkedRecords parked) {
    List<SourceRunner> runners = new ArrayList<>();
    for (int i = 0; i < inputs.sources().size(); i++) {
      String name = inputs.groups().get(i).name();
      runners.add(
          new SourceRunner(
              name,
              inputs.sources().get(i),
              log,
              streams.sources().get(i),
              inputs.ofSource(i, streams.tables()),
              (where, reason, record) ->
                  parked.park(
                      new ParkedRecord(name, where, ErrorCode.BAD_RECORD.id(), reason, record))));
    }
    return runners;
  }

  private List<SinkRunner> sinks(
      PipePlan plan, MaintainedView view, DeliveryIntents intents, ParkedRecords parked) {
    List<SinkRunner> runners = new ArrayList<>();
    for (int i = 0; i < definition.sinks().size(); i++) {
      StoreUri uri = definition.sinks().get(i);
      String name = uri.toString();
      SinkParking parking = new SinkParking(definition.name(), name, plan.schema(), parked);
      var surroundings = PipeInputs.surroundings(definition, options, scratch.resolve("sink-" + i));
      SinkRunner runner =
          new SinkRunner(
              name,
              connectors.sink(uri.scheme()).open(uri, parking, surroundings),
              new SinkRunner.Feed(
                  plan.schema(),
                  view.reader(name),
                  view.published(),
                  intents,
                  new ChangeBatcher(log)),
              parked.count(name),
              new SplittableRandom());
      parking.whenWaiting(runner::waiting);
      runners.add(runner);
    }
    return runners;
  }
}
