package dev.evert.engine;

import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.PipeDefinition;
import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.view.MaintainedView;
import dev.evert.log.Log;
import dev.evert.spi.source.SourceProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pipe that runs: its sources, its view and its sinks, each on threads of their own. */
public final class Pipe implements AutoCloseable {
  /** Below the engine's directory: what connectors keep, one directory each. */
  public static final String SCRATCH_DIRECTORY = "scratch";

  /** Below the engine's directory: derived state, one directory a pipe. */
  public static final String STATE_DIRECTORY = "state";

  private final PipeDefinition definition;
  private final Log log;
  private final MaintainedView view;
  private final List<SourceRunner> sources;
  private final List<SinkRunner> sinks;
  private final ParkedRecords parked;
  private volatile boolean stopped;

  Pipe(
      PipeDefinition definition,
      Log log,
      MaintainedView view,
      List<SourceRunner> sources,
      List<SinkRunner> sinks,
      ParkedRecords parked) {
    this.definition = definition;
    this.log = log;
    this.view = view;
    this.sources = List.copyOf(sources);
    this.sinks = List.copyOf(sinks);
    this.parked = parked;
  }

  static Pipe open(
      PipeDefinition definition, Connectors connectors, EngineOptions options, Log log) {
    return new PipeAssembly(definition, connectors, options, log).assemble();
  }

  /** Begins with recovery: sinks are served meanwhile, sources follow when it has ended. */
  void start() {
    sinks.forEach(SinkRunner::start);
    view.start(this::startSources);
  }

  private void startSources() {
    for (int i = 0; i < sources.size(); i++) {
      if (!view.ended(i)) {
        sources.get(i).start(view.sourceState(i), view.sourceSchemas(i));
      }
    }
  }

  /** The definition that the pipe was started with. */
  public PipeDefinition definition() {
    return definition;
  }

  /** What was set aside. */
  public ParkedRecords parked() {
    return parked;
  }

  /** The view that the pipe maintains. */
  public MaintainedView view() {
    return view;
  }

  /** The sources, in the order of their first inputs. */
  public List<SourceRunner> sources() {
    return sources;
  }

  /** The sinks, in the order of the definition. */
  public List<SinkRunner> sinks() {
    return sinks;
  }

  /** How the pipe is. */
  public PipeStatus status() {
    return new PipeStatus(
        definition.name(),
        phase(),
        sources.stream().map(SourceRunner::status).toList(),
        view.status(),
        sinks.stream().map(SinkRunner::status).toList(),
        log.durable().token(),
        log.durable().version());
  }

  private Phase phase() {
    if (stopped) {
      return Phase.STOPPED;
    }
    if (!failures().isEmpty()) {
      return Phase.PARKED;
    }
    if (finished()) {
      return Phase.FINISHED;
    }
    if (!view.recovered()) {
      return Phase.RECOVERING;
    }
    return copying() ? Phase.SNAPSHOT : Phase.RUNNING;
  }

  private boolean copying() {
    return sources.stream()
        .map(source -> source.status().progress())
        .anyMatch(now -> now.isPresent() && now.get() instanceof SourceProgress.Snapshot);
  }

  /** Whether all sources have ended and all sinks hold all that came of them. */
  public boolean finished() {
    return view.finished() && sinks.stream().allMatch(sink -> sink.holds(view.time()));
  }

  /** Why parts of the pipe have stopped, if any have. */
  public List<Failure> failures() {
    List<Failure> failures = new ArrayList<>();
    sources.forEach(source -> source.failure().ifPresent(failures::add));
    Optional<Failure> ofView = view.status().failure();
    ofView.ifPresent(failures::add);
    sinks.forEach(sink -> sink.failure().ifPresent(failures::add));
    return failures;
  }

  /** Stops: sources first, then the view after a checkpoint, then the sinks. */
  @Override
  public void close() {
    stopped = true;
    sources.forEach(SourceRunner::close);
    view.stop();
    sinks.forEach(SinkRunner::close);
    view.close();
  }
}
