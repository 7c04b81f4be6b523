package dev.evert.shell.progress;

import dev.evert.shell.status.PipeReport;

/** Shows a pipe's progress while it runs. One thread. */
public interface Display extends AutoCloseable {
  /** Takes how the pipe is now; called several times a second. */
  void show(PipeReport report);

  /** Tells something, whatever is shown besides. */
  void tell(String notice);

  /** Leaves what is shown in good order. */
  @Override
  void close();
}
