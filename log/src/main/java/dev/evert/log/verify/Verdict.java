package dev.evert.log.verify;

/** The outcome of a check. */
public sealed interface Verdict {
  /**
   * The proof is right.
   *
   * @param statement what it proves, in words
   */
  record Proven(String statement) implements Verdict {}

  /**
   * The proof is wrong or cannot be read.
   *
   * @param reason what is wrong with it
   */
  record Refused(String reason) implements Verdict {}
}
