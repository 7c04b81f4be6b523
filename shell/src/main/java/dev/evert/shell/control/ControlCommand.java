package dev.evert.shell.control;

import java.io.IOException;

/** What the process that runs a pipe does when it is asked to. */
@FunctionalInterface
public interface ControlCommand {
  /**
   * Answers a request with lines of JSON. What it throws is told to the one that asked.
   *
   * @throws IOException if the one that asked is gone
   */
  void answer(ControlRequest request, Reply reply) throws IOException, InterruptedException;

  /** Takes an answer's lines. */
  @FunctionalInterface
  interface Reply {
    /** Sends an object of JSON on one line. */
    void send(String json) throws IOException;
  }
}
