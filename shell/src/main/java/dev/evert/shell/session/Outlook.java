package dev.evert.shell.session;

import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;

/** Whether anything more is to come of a pipe. */
public enum Outlook {
  /** Something of it goes on. */
  GOING_ON,
  /** It has done all that there is to do. */
  FINISHED,
  /** Nothing of it can go on without somebody's doing. */
  STUCK;

  /**
   * The outlook of a pipe: a part that has failed does not stop the others, but a pipe without a
   * view, without any sink, or with nothing left to read or to write, is stuck.
   */
  public static Outlook of(PipeStatus status) {
    if (status.phase() == Phase.FINISHED) {
      return FINISHED;
    }
    boolean noSink = status.sinks().stream().allMatch(sink -> sink.failure().isPresent());
    boolean noSource = status.sources().stream().allMatch(it -> it.failure().isPresent());
    if (status.view().failure().isPresent() || noSink) {
      return STUCK;
    }
    return noSource && status.sinks().stream().allMatch(Outlook::idle) ? STUCK : GOING_ON;
  }

  private static boolean idle(SinkStatus sink) {
    return sink.failure().isPresent() || sink.behind() <= 0;
  }
}
