package dev.evert.engine;

import dev.evert.log.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Settings of an engine.
 *
 * @param directory holds the log and all that is derived from it
 * @param stateBytes the most bytes of derived state that are kept in memory; the rest is in files
 * @param checkpointInterval how often derived state is made durable, which bounds what a restart
 *     has to compute again
 * @param retention how long rows are kept in the log, at least; empty: as was said last, and for
 *     ever at first
 * @param environment variables that connectors may read
 * @param home the user's home, where stores' own tools keep their password files
 * @param clock tells the time
 * @param threading who runs sources, view and sinks
 * @param limits how much is done in one go
 */
public record EngineOptions(
    Path directory,
    long stateBytes,
    Duration checkpointInterval,
    Optional<Retention> retention,
    Map<String, String> environment,
    Path home,
    InstantSource clock,
    Threading threading,
    EngineLimits limits) {
  /** The least memory for derived state. */
  public static final long MIN_STATE_BYTES = 1 << 20;

  /** The most workers. */
  public static final int MOST_WORKERS = 256;

  private static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  /** Who runs sources, views and sinks. */
  public sealed interface Threading {
    /**
     * Each has a thread of its own.
     *
     * @param workers so many threads at once derive views that have nothing to do with each other
     */
    record OwnThreads(int workers) implements Threading {
      private static final int MOST_BY_ITSELF = 8;

      public OwnThreads {
        if (workers < 1 || workers > MOST_WORKERS) {
          throw new IllegalArgumentException(
              "workers must be 1 to " + MOST_WORKERS + ", got " + workers);
        }
      }

      /** As many as there are processors, but not beyond eight. */
      static OwnThreads byProcessors() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new OwnThreads(Math.clamp(processors, 1, MOST_BY_ITSELF));
      }
    }

    /**
     * Nobody but the caller, step by step: for a simulation in a single thread. A source's run must
     * return at once, and appends must be durable when they return.
     */
    record ByCaller() implements Threading {}
  }

  public EngineOptions {
    Objects.requireNonNull(directory);
    Objects.requireNonNull(retention);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(threading);
    Objects.requireNonNull(limits);
    environment = Map.copyOf(environment);
    if (stateBytes < MIN_STATE_BYTES) {
      throw new IllegalArgumentException(
          "stateBytes must be at least " + MIN_STATE_BYTES + ", got " + stateBytes);
    }
    if (checkpointInterval.isNegative() || checkpointInterval.isZero()) {
      throw new IllegalArgumentException("checkpointInterval " + checkpointInterval);
    }
  }

  /** Settings for a process that runs pipes and little else: a quarter of its heap for state. */
  public static EngineOptions in(Path directory) {
    return new EngineOptions(
        directory,
        Math.max(MIN_STATE_BYTES, Runtime.getRuntime().maxMemory() / 4),
        DEFAULT_CHECKPOINT_INTERVAL,
        Optional.empty(),
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        InstantSource.system(),
        Threading.OwnThreads.byProcessors(),
        EngineLimits.DEFAULT);
  }

  /** These settings with another time between checkpoints. */
  public EngineOptions withCheckpointInterval(Duration interval) {
    return new EngineOptions(
        directory, stateBytes, interval, retention, environment, home, clock, threading, limits);
  }

  /** These settings with another limit of memory for state. */
  public EngineOptions withStateBytes(long bytes) {
    return new EngineOptions(
        directory,
        bytes,
        checkpointInterval,
        retention,
        environment,
        home,
        clock,
        threading,
        limits);
  }

  /** These settings with another retention of rows in the log. */
  public EngineOptions withRetention(Retention other) {
    return new EngineOptions(
        directory,
        stateBytes,
        checkpointInterval,
        Optional.of(other),
        environment,
        home,
        clock,
        threading,
        limits);
  }

  /** These settings with other environment variables. */
  public EngineOptions withEnvironment(Map<String, String> other) {
    return new EngineOptions(
        directory,
        stateBytes,
        checkpointInterval,
        retention,
        other,
        home,
        clock,
        threading,
        limits);
  }

  /** These settings with another clock. */
  public EngineOptions withClock(InstantSource other) {
    return new EngineOptions(
        directory,
        stateBytes,
        checkpointInterval,
        retention,
        environment,
        home,
        other,
        threading,
        limits);
  }

  /** These settings with other threading. */
  public EngineOptions withThreading(Threading other) {
    return new EngineOptions(
        directory,
        stateBytes,
        checkpointInterval,
        retention,
        environment,
        home,
        clock,
        other,
        limits);
  }

  /** These settings with other limits of what is done in one go. */
  public EngineOptions withLimits(EngineLimits other) {
    return new EngineOptions(
        directory,
        stateBytes,
        checkpointInterval,
        retention,
        environment,
        home,
        clock,
        threading,
        other);
  }
}
