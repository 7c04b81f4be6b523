package dev.evert.engine.status;

import dev.evert.spi.source.SourceProgress;
import java.util.List;
import java.util.Optional;

/**
 * How a pipe is, at one moment.
 *
 * @param name of the pipe
 * @param phase what it is doing as a whole
 * @param sources one for each outside system that it reads
 * @param view what was derived
 * @param sinks one for each
 * @param log where everything is written first
 */
public record PipeStatus(
    String name,
    Phase phase,
    List<SourceStatus> sources,
    ViewStatus view,
    List<SinkStatus> sinks,
    LogStatus log) {

  public PipeStatus {
    sources = List.copyOf(sources);
    sinks = List.copyOf(sinks);
  }

  /** What a pipe is doing as a whole. */
  public enum Phase {
    /** Reading what the log holds beyond the last checkpoint, and connecting. */
    RECOVERING,
    /** Copying the rows that are there. */
    SNAPSHOT,
    /** Following changes. */
    RUNNING,
    /** All sources have ended and all sinks hold all. */
    FINISHED,
    /** It can not go on without somebody's doing. */
    PARKED,
    /** Stopped on request. */
    STOPPED
  }

  /**
   * A source.
   *
   * @param uri without secrets
   * @param changes taken into the log by this run
   * @param rejected records that could not be read as rows, ever
   * @param failure why it has stopped, if it has
   */
  public record SourceStatus(
      String uri,
      Optional<SourceProgress> progress,
      long changes,
      long rejected,
      Optional<Failure> failure) {}

  /**
   * The derived view.
   *
   * @param time up to which it is complete, as a token
   * @param epochs published by this run
   * @param changes that went in, by this run
   * @param rows that it holds
   * @param digest of these rows, in hexadecimal
   * @param errors rows whose evaluation fails now
   * @param firstError why the first of them does, with its code
   * @param failure why it has stopped, if it has
   */
  public record ViewStatus(
      String time,
      long epochs,
      long changes,
      long rows,
      String digest,
      long errors,
      Optional<String> firstError,
      Optional<Failure> failure) {}

  /**
   * A sink.
   *
   * @param uri without secrets
   * @param frontier up to which it holds the view, as a token
   * @param behind how many positions the view is ahead of it
   * @param changes written by this run
   * @param parked rows that the store refused, ever
   * @param waiting why writing is delayed, if it is
   * @param failure why it has stopped, if it has
   */
  public record SinkStatus(
      String uri,
      String frontier,
      long behind,
      long changes,
      long parked,
      Optional<String> waiting,
      Optional<Failure> failure) {}

  /**
   * The log.
   *
   * @param end its durable end, as a token
   * @param bytes what it takes on the disk
   * @param hindrance why what it does beside, like removing what is too old, does not go on
   */
  public record LogStatus(String end, long bytes, Optional<String> hindrance) {}
}
