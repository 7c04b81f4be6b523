package dev.evert.dataflow.operator;

/** Which iteration of a recursion is under way; its operators share it. */
final class Iteration {
  /** After all iterations. */
  static final int NONE = Integer.MAX_VALUE;

  private int now;

  int now() {
    return now;
  }

  void now(int iteration) {
    now = iteration;
  }
}
