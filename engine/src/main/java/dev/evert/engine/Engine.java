package dev.evert.engine;

import dev.evert.engine.database.Database;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.pipe.PipeInputs;
import dev.evert.engine.pipe.PipeStreams;
import dev.evert.engine.view.PipePlan;
import dev.evert.engine.view.ReleasedEvents;
import dev.evert.log.Log;
import dev.evert.log.LogException;
import dev.evert.log.LogOptions;
import dev.evert.log.journal.Journal;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The database: one log in a directory, and the pipes whose views are derived from it. One process
 * at a time has a directory open.
 */
public final class Engine implements AutoCloseable {
  /** Below the engine's directory: the log. */
  public static final String LOG_DIRECTORY = "log";

  private final EngineOptions options;
  private final Connectors connectors;
  private final Log log;
  private final ReleasedEvents released;
  private final Map<String, Pipe> pipes = new TreeMap<>();
  private @Nullable Database database;

  private Engine(EngineOptions options, Connectors connectors, Log log, ReleasedEvents released) {
    this.options = options;
    this.connectors = connectors;
    this.log = log;
    this.released = released;
  }

  /**
   * Opens a directory, and makes it if it is not there.
   *
   * @throws EvertException if it is in use, damaged, of a newer version or can not be written
   */
  public static Engine open(EngineOptions options, Connectors connectors) {
    try {
      Path directory = options.directory().resolve(LOG_DIRECTORY);
      ReleasedEvents released = new ReleasedEvents();
      LogOptions logOptions =
          LogOptions.defaults().withClock(options.clock()).withRetentionGuard(released);
      return open(options, connectors, Journal.open(directory, logOptions), released);
    } catch (LogException e) {
      throw LogFailures.translate(e);
    }
  }

  /**
   * An engine over a log that is open; it closes it.
   *
   * @param released guards the log's retention
   */
  static Engine open(
      EngineOptions options, Connectors connectors, Log log, ReleasedEvents released) {
    return new Engine(options, connectors, log, released);
  }

  /** The log. */
  public Log log() {
    return log;
  }

  /**
   * Compiles a pipe against the tables that its sources have now; starts nothing.
   *
   * @return a plan for what stands before, between and after its programs
   * @throws EvertException if a source can not be reached or a query not be maintained
   */
  public static List<PipePlan> plan(
      PipeDefinition definition, Connectors connectors, EngineOptions options) {
    definition.sinks().forEach(sink -> connectors.sink(sink.scheme()));
    PipeDefinition first = definition.parts().getFirst();
    Path scratch = options.directory().resolve(Pipe.SCRATCH_DIRECTORY);
    try (PipeInputs inputs = PipeInputs.open(definition, connectors, "", options, scratch)) {
      List<Schema> schemas = inputs.tables().stream().map(SourceTable::schema).toList();
      return PipeChain.plans(definition, PipePlan.of(first, schemas));
    }
  }

  /** What each part of a pipe has set aside, whether it runs or not; empty if it never ran. */
  public List<ParkedRecords> parked(String pipe) {
    return IntStream.range(0, PipeDefinition.MAX_STAGES)
        .mapToObj(part -> log.stream(PipeStreams.parked(PipeDefinition.part(pipe, part))))
        .takeWhile(Optional::isPresent)
        .map(stream -> new ParkedRecords(log, stream.get().id(), options.clock(), _ -> {}))
        .toList();
  }

  /**
   * Starts a pipe, or goes on with it where it was.
   *
   * @throws EvertException if it can not be started; nothing is left running
   */
  public Pipe start(PipeDefinition definition) {
    return start(definition, false);
  }

  /**
   * {@link #start(PipeDefinition)}, and have the sources copy their tables anew if {@code
   * resnapshot}: the sinks are then compared with the new view and mended where they differ.
   */
  public synchronized Pipe start(PipeDefinition definition, boolean resnapshot) {
    Pipe running = pipes.get(definition.name());
    if (running != null && !running.stopped()) {
      throw new EvertException(
          ErrorCode.DATA_IN_USE,
          "pipe " + definition.name() + " is running already",
          "Stop it first, or give the other pipe another name.");
    }
    Pipe pipe =
        PipeChain.open(
            definition,
            connectors,
            (part, known, before) ->
                Pipe.open(part, before, known, options, log, released, resnapshot));
    pipes.put(definition.name(), pipe);
    pipe.start();
    return pipe;
  }

  /** The tables and views that statements define; opened when it is first asked for. */
  public synchronized Database database() {
    Database opened = database;
    if (opened == null) {
      opened = Database.open(log, options);
      database = opened;
    }
    return opened;
  }

  /** Stops the database and all pipes, each after a checkpoint, and closes the log. */
  @Override
  public synchronized void close() {
    List<AutoCloseable> parts = new ArrayList<>(pipes.values());
    if (database != null) {
      parts.add(database);
    }
    parts.add(log);
    Closing.all(parts);
  }
}
