package dev.evert.engine.view;

import dev.evert.engine.EngineOptions.Threading;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Who does a view's work: its own thread, and others for what need not be done on it. */
public final class Assistant {
  /**
   * Functions go down as deep as their values are nested, within limits that fit a stack of 1 MB;
   * with far more than that, a row never fails on one thread and not on another.
   */
  private static final long STACK_BYTES = 16L << 20;

  private static final long IDLE_SECONDS = 30;

  private Assistant() {}

  /** Makes threads with this name that evaluate rows. */
  public static Thread.Builder.OfPlatform evaluating(String name) {
    return Thread.ofPlatform().name(name).stackSize(STACK_BYTES);
  }

  /** One thread with this name; the caller itself if nobody is to have threads. */
  public static ExecutorService named(String name, Threading threading) {
    return switch (threading) {
      case Threading.OwnThreads _ ->
          Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
      case Threading.ByCaller _ -> new CallerExecutor();
    };
  }

  /** At most so many threads that evaluate rows, which end when idle; or the caller itself. */
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
                evaluating(name).daemon().name(name + " ", 1).factory());
        pool.allowCoreThreadTimeOut(true);
        yield pool;
      }
      case Threading.ByCaller _ -> new CallerExecutor();
    };
  }
}
