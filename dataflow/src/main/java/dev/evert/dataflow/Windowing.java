package dev.evert.dataflow;

/** How rows are put into windows in time. All times and lengths are in one unit. */
public sealed interface Windowing {

  /**
   * Windows of one length, each of which begins a step after the one before and ends before its
   * end; a row is in each window that its time is in.
   *
   * @param step at least 1
   * @param length at least {@code step}
   * @param origin where one of the windows begins
   */
  record Hops(long step, long length, long origin) implements Windowing {
    public Hops {
      if (step < 1 || length < step) {
        throw new IllegalArgumentException("windows of " + length + ", " + step + " apart");
      }
    }
  }

  /**
   * Rows of a group are in one window as long as no two that follow each other are further apart
   * than a gap; it ends a gap after the last of them.
   *
   * @param gap at least 0
   */
  record Sessions(long gap) implements Windowing {
    public Sessions {
      if (gap < 0) {
        throw new IllegalArgumentException("a gap of " + gap);
      }
    }
  }
}
