package dev.evert.log.journal;

import dev.evert.log.LogException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that keep a log's house. While it fails it is tried again, ever more seldom: on
 * a disk that is full each attempt writes much for nothing. Belongs to one thread.
 */
final class Chore {
  private static final long FIRST_PAUSE_MICROS = TimeUnit.SECONDS.toMicros(1);
  private static final long LONGEST_PAUSE_MICROS = TimeUnit.MINUTES.toMicros(5);

  private final String action;
  private final String directory;
  private final InstantSource clock;
  private final Work work;
  private long pauseMicros;
  private long failedMicros;
  private @Nullable LogException failure;

  /** What is to be done. */
  interface Work {
    /** Does some of it; returns how many things that was. */
    int run() throws IOException;
  }

  /**
   * A chore.
   *
   * @param action for messages: what cannot be done
   * @param directory of the log
   */
  Chore(String action, String directory, InstantSource clock, Work work) {
    this.action = action;
    this.directory = directory;
    this.clock = clock;
    this.work = work;
  }

  /**
   * Does some of it unless it has failed just now; returns how many things that was.
   *
   * @throws LogException if it fails
   */
  int step() {
    if (failure != null && isPausing()) {
      return 0;
    }
    try {
      int done = work.run();
      failure = null;
      pauseMicros = 0;
      return done;
    } catch (IOException e) {
      throw fail(IoFailure.of(action, directory, e));
    } catch (LogException e) {
      throw fail(e);
    } catch (RuntimeException e) {
      throw fail(IoFailure.unexpected(action, e));
    } catch (Error e) {
      fail(IoFailure.unexpected(action, e));
      throw e;
    }
  }

  private boolean isPausing() {
    long passed = nowMicros() - failedMicros;
    // A clock that was set back must not make the pause longer.
    return passed >= 0 && passed < pauseMicros;
  }

  private LogException fail(LogException cause) {
    failure = cause;
    failedMicros = nowMicros();
    pauseMicros = Math.clamp(pauseMicros * 2, FIRST_PAUSE_MICROS, LONGEST_PAUSE_MICROS);
    return cause;
  }

  private long nowMicros() {
    return Micros.of(clock.instant());
  }

  /** Why the last attempt failed, or null if it did not. */
  @Nullable LogException failure() {
    return failure;
  }
}
