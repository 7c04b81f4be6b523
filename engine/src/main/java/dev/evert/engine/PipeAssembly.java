package dev.evert.engine;

import dev.evert.dataflow.state.StateDamage;
import dev.evert.engine.delivery.DeliveryIntents;
import dev.evert.engine.ingest.Forgetting;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.ingest.SourceStreams;
import dev.evert.engine.parked.ParkedRecord;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.parked.RejectFile;
import dev.evert.engine.pipe.Generation;
import dev.evert.engine.pipe.Generation.Beginning;
import dev.evert.engine.pipe.PipeCatalog;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.engine.pipe.PipeStreams;
import dev.evert.engine.view.GenerationChange;
import dev.evert.engine.view.MaintainedView;
import dev.evert.engine.view.PipePlan;
import dev.evert.engine.view.ReleasedEvents;
import dev.evert.engine.view.StateDirectory;
import dev.evert.engine.view.ViewOrigin;
import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.uri.StoreUri;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Puts a pipe together from its definition, the log and the connectors. */
final class PipeAssembly {
  private static final Logger LOGGER = System.getLogger("dev.evert.engine");

  private final PipeDefinition definition;
  private final Connectors connectors;
  private final EngineOptions options;
  private final Log log;
  private final ReleasedEvents released;
  private final Path scratch;
  private final Path states;
  private final Path rejects;

  PipeAssembly(
      PipeDefinition definition,
      Connectors connectors,
      EngineOptions options,
      Log log,
      ReleasedEvents released) {
    this.definition = definition;
    this.connectors = connectors;
    this.options = options;
    this.log = log;
    this.released = released;
    this.scratch = options.directory().resolve(Pipe.SCRATCH_DIRECTORY).resolve(definition.name());
    this.states = options.directory().resolve(Pipe.STATE_DIRECTORY).resolve(definition.name());
    this.rejects =
        options.directory().resolve(Pipe.REJECTS_DIRECTORY).resolve(definition.name() + ".jsonl");
  }

  /**
   * A pipe that is ready to start.
   *
   * @param resnapshot whether its sources copy their tables anew
   */
  PipeParts assemble(boolean resnapshot) {
    definition.sinks().forEach(sink -> connectors.sink(sink.scheme()));
    return closingOnFailure(opened -> {
      PipeInputs inputs = inputs(opened);
      PipeStreams streams = streams(inputs);
      PipeCatalog catalog = new PipeCatalog(log, streams.catalog(), options.clock());
      List<Generation> generations = new ArrayList<>(catalog.generations(definition));
      if (generations.isEmpty() || resnapshot) {
        generations.add(begin(inputs, streams, catalog, generations));
      }
      return assemble(inputs, streams, generations, opened);
    });
  }

  /** The pipe with a view of the next generation, when the one before has ended. */
  PipeParts succeed(PipeParts parts) {
    return closingOnFailure(opened -> {
      PipeInputs inputs = inputs(opened);
      PipeStreams streams = streams(inputs);
      PipeCatalog catalog = new PipeCatalog(log, streams.catalog(), options.clock());
      List<Generation> generations = new ArrayList<>(catalog.generations(definition));
      Generation next =
          parts.generation().next(Beginning.TABLES, parts.view().time(), tablesNow(parts));
      catalog.define(definition, next);
      generations.add(next);
      return assemble(inputs, streams, generations, opened);
    });
  }

  /**
   * The pipe with its view derived anew from the log, when the one before was stopped.
   *
   * @param damage of its state
   * @throws EvertException if the log does not have all any more
   */
  PipeParts mend(PipeParts parts, EvertException damage) {
    return closingOnFailure(opened -> {
      PipeInputs inputs = inputs(opened);
      PipeStreams streams = streams(inputs);
      PipeCatalog catalog = new PipeCatalog(log, streams.catalog(), options.clock());
      discard(origin(inputs, streams, parts.view().plan(), parts.generation()), damage);
      return assemble(inputs, streams, catalog.generations(definition), opened);
    });
  }

  private static List<SourceTable> tablesNow(PipeParts parts) {
    List<SourceTable> tables = parts.generation().tables();
    List<Schema> schemas = parts.view().lastSchemas();
    return IntStream.range(0, tables.size())
        .mapToObj(i -> new SourceTable(tables.get(i).name(), schemas.get(i)))
        .toList();
  }

  /** Puts parts together; what was opened is closed again if that fails. */
  private static PipeParts closingOnFailure(Function<List<AutoCloseable>, PipeParts> assembly) {
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      return assembly.apply(opened);
    } catch (RuntimeException e) {
      Closing.after(e, opened.reversed());
      throw e;
    }
  }

  private PipeInputs inputs(List<AutoCloseable> opened) {
    String installation = log.id().toString();
    PipeInputs inputs = PipeInputs.open(definition, connectors, installation, options, scratch);
    opened.add(inputs);
    return inputs;
  }

  private PipeStreams streams(PipeInputs inputs) {
    return PipeStreams.open(
        log,
        definition.name(),
        inputs.groups().size(),
        definition.inputs().size(),
        options.retention());
  }

  /** The tables as the sources say now; later on the log says it: sources may be out of reach. */
  private Generation begin(
      PipeInputs inputs, PipeStreams streams, PipeCatalog catalog, List<Generation> earlier) {
    List<SourceTable> tables = inputs.tables();
    PipePlan.of(definition, tables.stream().map(SourceTable::schema).toList());
    if (earlier.isEmpty()) {
      Generation first = new Generation(0, Beginning.EMPTY, 0, tables);
      catalog.define(definition, first);
      return first;
    }
    inputs.sources().forEach(Source::drop);
    long end = log.durable().version();
    Generation next = earlier.getLast().next(Beginning.EMPTY, end, tables);
    EventBatch together = new EventBatch(); // or sources would begin anew in the old generation
    new Forgetting(log, options.clock()).forget(streams.sources(), together);
    catalog.define(definition, next, together);
    return next;
  }

  private PipeParts assemble(
      PipeInputs inputs,
      PipeStreams streams,
      List<Generation> generations,
      List<AutoCloseable> opened) {
    Generation generation = generations.getLast();
    PipePlan plan = PipePlan.of(definition, generation.schemas());
    Optional<PipePlan> earlier =
        generations.size() < 2
            ? Optional.empty()
            : Optional.of(plan.over(generations.get(generations.size() - 2).schemas()));
    if (generation.beginning() == Beginning.TABLES) {
      derive(generation, plan, earlier.orElseThrow());
    }
    DeliveryIntents intents =
        new DeliveryIntents(log, streams.delivery(), generation.number(), options.clock());
    ParkedRecords parked =
        new ParkedRecords(log, streams.parked(), options.clock(), RejectFile.create(rejects));
    ViewOrigin origin = origin(inputs, streams, plan, generation);
    MaintainedView view = view(origin, intents);
    opened.add(view);
    SinkAssembly sinks = new SinkAssembly(definition, connectors, options, log, scratch, opened);
    return new PipeParts(
        generation,
        view,
        sources(inputs, streams, generation, parked),
        sinks.assemble(view, earlier.map(PipePlan::schema), intents, parked),
        parked,
        options.threading());
  }

  private ViewOrigin origin(
      PipeInputs inputs, PipeStreams streams, PipePlan plan, Generation generation) {
    return new ViewOrigin(log, streams, inputs.sourceOfInput(), plan, generation, released);
  }

  /** The view of the last checkpoint; if that is damaged, one that is derived anew. */
  private MaintainedView view(ViewOrigin origin, DeliveryIntents intents) {
    Path directory = state(origin.generation().number());
    List<String> sinks = definition.sinks().stream().map(StoreUri::toString).toList();
    try {
      return new MaintainedView(origin, directory, intents, sinks, options);
    } catch (EvertException e) {
      if (StateDamage.in(directory, e).isEmpty()) {
        throw e;
      }
      discard(origin, e);
      return new MaintainedView(origin, directory, intents, sinks, options);
    }
  }

  private void discard(ViewOrigin origin, EvertException damage) {
    origin.requireDerivable(damage);
    LOGGER.log(Level.WARNING, "derived anew from the log: {0}", damage.describe());
    StateDirectory.delete(state(origin.generation().number()));
  }

  private void derive(Generation generation, PipePlan plan, PipePlan earlier) {
    Path old = state(generation.number() - 1);
    Path next = state(generation.number());
    new GenerationChange(old, earlier, next, plan, options.stateBytes()).make(generation);
  }

  private Path state(int generation) {
    return states.resolve(Integer.toString(generation));
  }

  private List<SourceRunner> sources(
      PipeInputs inputs, PipeStreams streams, Generation generation, ParkedRecords parked) {
    List<SourceRunner> runners = new ArrayList<>();
    for (int i = 0; i < inputs.sources().size(); i++) {
      String name = inputs.groups().get(i).name();
      runners.add(
          new SourceRunner(
              name,
              inputs.sources().get(i),
              new SourceStreams(
                  log, streams.sources().get(i), inputs.ofSource(i, streams.tables()), generation),
              (where, reason, record) ->
                  parked.park(
                      new ParkedRecord(name, where, ErrorCode.BAD_RECORD.id(), reason, record)),
              parked.count(name)));
    }
    return runners;
  }
}
