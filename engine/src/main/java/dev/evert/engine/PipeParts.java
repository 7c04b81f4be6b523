package dev.evert.engine;

import dev.evert.engine.delivery.SinkRunner;
import dev.evert.engine.ingest.SourceRunner;
import dev.evert.engine.parked.ParkedRecords;
import dev.evert.engine.pipe.Generation;
import dev.evert.engine.view.MaintainedView;
import java.util.List;

/** What a pipe consists of while its view is of one generation. */
record PipeParts(
    Generation generation,
    MaintainedView view,
    List<SourceRunner> sources,
    List<SinkRunner> sinks,
    ParkedRecords parked) {

  PipeParts {
    sources = List.copyOf(sources);
    sinks = List.copyOf(sinks);
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

  /** Stops: sources first, then the view after a checkpoint, then the sinks. */
  void stop() {
    sources.forEach(SourceRunner::close);
    view.stop();
    sinks.forEach(SinkRunner::close);
    view.close();
  }
}
