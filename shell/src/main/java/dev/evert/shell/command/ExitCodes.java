package dev.evert.shell.command;

/** How a command's process ends. */
public final class ExitCodes {
  /** Done: finished, or stopped on request. */
  public static final int OK = 0;

  /** It failed, or nothing of a pipe can go on. */
  public static final int FAILED = 1;

  /** The command line or the pipe could not be understood. */
  public static final int USAGE = 2;

  /** {@code verify}: there are differences, and they are not repaired. */
  public static final int DIFFERS = 3;

  /** Stopped by Ctrl-C, in good order. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
