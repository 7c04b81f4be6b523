package dev.evert.engine.view;

import dev.evert.engine.EngineOptions.Threading;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who does a view's work that need not be done on the view's own thread. */
public final class Assistant {
  private Assistant() {}

  /** One thread with this name; the caller itself if nobody is to have threads. */
  public static ExecutorService named(String name, Threading threading) {
    return switch (threading) {
      case OWN_THREADS ->
          Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
      case BY_CALLER -> new CallerExecutor();
    };
  }
}
