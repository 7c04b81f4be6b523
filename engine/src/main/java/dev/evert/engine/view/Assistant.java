package dev.evert.engine.view;

import dev.evert.engine.EngineOptions.Threading;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Who does a view's work that need not be done on the view's own thread. */
public final class Assistant {
  private static final long IDLE_SECONDS = 30;

  private Assistant() {}

  /** One thread with this name; the caller itself if nobody is to have threads. */
  public static ExecutorService named(String name, Threading threading) {
    return switch (threading) {
      case Threading.OwnThreads _ ->
          Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
      case Threading.ByCaller _ -> new CallerExecutor();
    };
  }

  /** At most so many threads with this name, which end when idle; or the caller itself. */
  public static ExecutorService several(String name, int threads, Threading threading) {
    return switch (threading) {
      case Threading.OwnThreads _ -> {
        ThreadPoolExecutor pool =
            new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + " ", 1).factory());
        pool.allowCoreThreadTimeOut(true);
        yield pool;
      }
      case Threading.ByCaller _ -> new CallerExecutor();
    };
  }
}
