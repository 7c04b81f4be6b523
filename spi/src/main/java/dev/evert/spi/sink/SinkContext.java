package dev.evert.spi.sink;

import dev.evert.spi.error.ErrorCode;

/** What the engine does for a sink. */
public interface SinkContext {

  /** Identifies the pipe, so that a target that another one fills is not taken for its own. */
  String pipe();

  /**
   * Sets a row aside that the store refuses for what it is. It is kept with its reason and counted;
   * the rows beside it go on.
   */
  void park(SinkChange change, ErrorCode code, String reason);

  /** Tells that writes are delayed or tried again, for people to see. */
  void waiting(String reason, long waitMillis);
}
