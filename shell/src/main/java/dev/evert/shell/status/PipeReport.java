package dev.evert.shell.status;

import dev.evert.engine.status.PipeStatus;
import java.time.Instant;
import java.util.Objects;

/**
 * How a pipe is, and which process says so.
 *
 * @param pipe the pipe's text, without secrets
 * @param pid of the process that runs or ran it
 * @param started when that process started it
 * @param at when it was so
 */
public record PipeReport(String pipe, long pid, Instant started, Instant at, PipeStatus status) {
  public PipeReport {
    Objects.requireNonNull(pipe);
    Objects.requireNonNull(started);
    Objects.requireNonNull(at);
    Objects.requireNonNull(status);
  }
}
