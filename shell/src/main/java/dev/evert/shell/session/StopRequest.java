package dev.evert.shell.session;

/** Who asks a pipe to stop. */
public enum StopRequest {
  /** The person at the terminal, by Ctrl-C. */
  INTERRUPT,
  /** The system, or {@code evert stop}. */
  REQUEST
}
