package dev.evert.dataflow;

/**
 * How a recursion goes on.
 *
 * @param max how often the bodies may be computed
 * @param isFinal whether what they give then is the result; else rows that they would be computed
 *     of once more are errors
 * @param isApart whether nodes that keep state, but for joins and distincts that are there from
 *     iteration to iteration, see only what the last iteration brought anew
 */
public record Iterations(int max, boolean isFinal, boolean isApart) {
  public Iterations {
    if (max < 1) {
      throw new IllegalArgumentException("at most " + max + " iterations");
    }
  }
}
