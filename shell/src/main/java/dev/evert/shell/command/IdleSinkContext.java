package dev.evert.shell.command;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;

/** For a sink that is opened without being written to. */
record IdleSinkContext(String pipe) implements SinkContext {
  @Override
  public void park(SinkChange change, ErrorCode code, String reason) {
    throw new EvertException(code, reason);
  }

  @Override
  public void waiting(String reason, long waitMillis) {
    // Nobody looks.
  }
}
