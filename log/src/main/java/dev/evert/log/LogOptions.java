package dev.evert.log;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Settings of a log in a directory.
 *
 * @param segmentBytes a new segment file is begun after this many bytes; also bounds what is read
 *     again when a log is opened
 * @param maxInFlightBytes appends block while more bytes than this wait to become durable; a batch
 *     may hold half of it
 * @param commitInterval the least time from the start of one commit to the start of the next; zero
 *     commits as soon as the one before has ended
 * @param headInterval the least time between two tree heads that are signed without being asked for
 * @param maxOperationsInMemory operation ids are put into a file when this many are only in memory
 * @param threading who runs the log's work
 * @param clock gives append times, and the ages that retention goes by
 * @param random gives the identity of a new log
 * @param retentionGuard says what retention has to leave alone
 */
public record LogOptions(
    long segmentBytes,
    long maxInFlightBytes,
    Duration commitInterval,
    Duration headInterval,
    int maxOperationsInMemory,
    Threading threading,
    InstantSource clock,
    RandomGenerator random,
    RetentionGuard retentionGuard) {
  /** The smallest segment. */
  public static final long MIN_SEGMENT_BYTES = 4 * 1024;

  /** The largest segment; offsets within one are kept in 31 bits. */
  public static final long MAX_SEGMENT_BYTES = 1L << 30;

  /** The smallest limit of bytes in flight. */
  public static final long MIN_IN_FLIGHT_BYTES = 64 * 1024;

  /** The largest limit of bytes in flight; a batch must fit an array. */
  public static final long MAX_IN_FLIGHT_BYTES = 1L << 30;

  /** The largest limit of operations in memory, which take 64 bytes each. */
  public static final int MAX_OPERATIONS_IN_MEMORY = 1 << 22;

  private static final long DEFAULT_SEGMENT_BYTES = 128L << 20;
  private static final long DEFAULT_IN_FLIGHT_BYTES = 32L << 20;
  private static final int DEFAULT_OPERATIONS_IN_MEMORY = 1 << 16;

  /** A signature costs as much as some hundred events, and one is made at once when asked for. */
  private static final Duration DEFAULT_HEAD_INTERVAL = Duration.ofMillis(100);

  /** Who runs the log's work. */
  public enum Threading {
    /** The log starts a thread that commits and one that keeps house. */
    OWN_THREADS,
    /** Nobody but the caller, by the journal's steps: for a simulation in a single thread. */
    BY_CALLER
  }

  /** Checks the ranges. */
  public LogOptions {
    requireRange("segmentBytes", segmentBytes, MIN_SEGMENT_BYTES, MAX_SEGMENT_BYTES);
    requireRange("maxInFlightBytes", maxInFlightBytes, MIN_IN_FLIGHT_BYTES, MAX_IN_FLIGHT_BYTES);
    if (commitInterval.isNegative() || commitInterval.compareTo(Duration.ofSeconds(1)) > 0) {
      throw new IllegalArgumentException(
          "commitInterval must be from 0 to 1 s, got " + commitInterval);
    }
    if (headInterval.isNegative()) {
      throw new IllegalArgumentException("headInterval must be at least 0, got " + headInterval);
    }
    requireRange("maxOperationsInMemory", maxOperationsInMemory, 1, MAX_OPERATIONS_IN_MEMORY);
  }

  private static void requireRange(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be from " + min + " to " + max + ", got " + value);
    }
  }

  /** Settings for a log in production. */
  public static LogOptions defaults() {
    return new LogOptions(
        DEFAULT_SEGMENT_BYTES,
        DEFAULT_IN_FLIGHT_BYTES,
        Duration.ZERO,
        DEFAULT_HEAD_INTERVAL,
        DEFAULT_OPERATIONS_IN_MEMORY,
        Threading.OWN_THREADS,
        InstantSource.system(),
        new SecureRandom(),
        RetentionGuard.NONE);
  }

  /** These settings with another segment size. */
  public LogOptions withSegmentBytes(long bytes) {
    return new LogOptions(
        bytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        threading,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with another limit of bytes in flight. */
  public LogOptions withMaxInFlightBytes(long bytes) {
    return new LogOptions(
        segmentBytes,
        bytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        threading,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with another least time between commits. */
  public LogOptions withCommitInterval(Duration interval) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        interval,
        headInterval,
        maxOperationsInMemory,
        threading,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with another least time between signed tree heads. */
  public LogOptions withHeadInterval(Duration interval) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        interval,
        maxOperationsInMemory,
        threading,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with another limit of operations in memory. */
  public LogOptions withMaxOperationsInMemory(int operations) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        operations,
        threading,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with other threading. */
  public LogOptions withThreading(Threading other) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        other,
        clock,
        random,
        retentionGuard);
  }

  /** These settings with another clock. */
  public LogOptions withClock(InstantSource other) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        threading,
        other,
        random,
        retentionGuard);
  }

  /** These settings with other random numbers. */
  public LogOptions withRandom(RandomGenerator other) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        threading,
        clock,
        other,
        retentionGuard);
  }

  /** These settings with a guard over what retention removes. */
  public LogOptions withRetentionGuard(RetentionGuard guard) {
    return new LogOptions(
        segmentBytes,
        maxInFlightBytes,
        commitInterval,
        headInterval,
        maxOperationsInMemory,
        threading,
        clock,
        random,
        guard);
  }

  /** The most bytes of one batch, with what the log adds to it. */
  public long maxBatchBytes() {
    return maxInFlightBytes / 2;
  }
}
