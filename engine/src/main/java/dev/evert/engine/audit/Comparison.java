package dev.evert.engine.audit;

import dev.evert.dataflow.digest.Digest;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of comparing what should be with what is, at one position.
 *
 * @param what was compared, in words
 * @param position as a token
 * @param expectedRows of the side that is derived from
 * @param actualRows of the derived side
 * @param expected the digest of the one
 * @param actual the digest of the other
 * @param differing how many keys differ
 * @param differences the first of them, at most {@link #MAX_DIFFERENCES}
 * @param repaired how many of them were mended
 * @param skipped why nothing was compared, if so
 */
public record Comparison(
    String what,
    String position,
    long expectedRows,
    long actualRows,
    Digest expected,
    Digest actual,
    long differing,
    List<Difference> differences,
    long repaired,
    Optional<String> skipped) {
  /** The most differences that are named. */
  public static final int MAX_DIFFERENCES = 100;

  public Comparison {
    differences = List.copyOf(differences);
  }

  /** Nothing could be compared, for a reason. */
  static Comparison skipped(String what, String position, String why) {
    return new Comparison(
        what, position, 0, 0, Digest.ZERO, Digest.ZERO, 0, List.of(), 0, Optional.of(why));
  }

  /**
   * Whether both sides are equal, or were made so. Digests that differ count also where no key is
   * named: a side that is written to while it is compared shows such.
   */
  public boolean agrees() {
    return skipped.isEmpty() && differing == repaired && (differing > 0 || expected.equals(actual));
  }

  Comparison withRepaired(long count) {
    return new Comparison(
        what,
        position,
        expectedRows,
        actualRows,
        expected,
        actual,
        differing,
        differences,
        count,
        skipped);
  }
}
