package dev.evert.engine;

import dev.evert.engine.EngineOptions.Threading;
import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.Generation;
import dev.evert.engine.view.MaintainedView;
import dev.evert.spi.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a pipe consists of while its view is of one generation. */
record PipeParts(
    Generation generation,
    MaintainedView view,
    List<SourceRunner> sources,
    List<SinkRunner> sinks,
    ParkedRecords parked,
    Threading threading) {

  PipeParts {
    sources = List.copyOf(sources);
    sinks = List.copyOf(sinks);
  }

  /** Begins with recovery: sinks are served meanwhile, sources follow when it has ended. */
  void start() {
    switch (threading) {
      case Threading.OwnThreads _ -> {
        sinks.forEach(SinkRunner::start);
        view.start(() -> startSources(SourceRunner::start));
      }
      case Threading.ByCaller _ -> {}
    }
  }

  /** Runs an epoch of the view, which has no thread of its own; whether there was any to run. */
  boolean stepView() {
    return view.step(() -> startSources(SourceRunner::run));
  }

  /** Makes a source feed from a state on. */
  @FunctionalInterface
  private interface Start {
    void start(SourceRunner source, Map<String, byte[]> state, List<Schema> schemas);
  }

  private void startSources(Start start) {
    for (int i = 0; i < sources.size(); i++) {
      // One that had ended looks whether there is more by now, and says once more that it has.
      view.resume(i);
      start.start(sources.get(i), view.sourceState(i), view.sourceSchemas(i));
    }
  }

  /** Stops: sources first, then the view after a checkpoint, then the sinks. */
  void stop() {
    List<AutoCloseable> parts = new ArrayList<>(sources);
    parts.add(view::stop);
    parts.addAll(sinks);
    parts.add(view);
    Closing.all(parts);
  }
}
