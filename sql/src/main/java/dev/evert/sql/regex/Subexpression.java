package dev.evert.sql.regex;

import java.util.List;

/**
 * A part of an expression that a match is divided by, to find what the groups have captured.
 * Whatever captures nothing and is of one greed is one part, and only its language counts.
 *
 * @param kind how its match is divided
 * @param greed whether it prefers to be long or short
 * @param mixed whether parts of it prefer otherwise than others
 * @param captures whether there are groups in it
 * @param refers whether it refers back to a group
 * @param group the group that captures what it matches, 0 if none
 * @param language what it matches, as far as that is regular
 * @param parts what it is made of
 * @param least how often an iteration or a reference back has to match
 * @param most how often it may match
 */
record Subexpression(
    Kind kind,
    Greed greed,
    boolean mixed,
    boolean captures,
    boolean refers,
    int group,
    Piece language,
    List<Subexpression> parts,
    int least,
    int most) {
  Subexpression {
    parts = List.copyOf(parts);
  }

  /** How a match is divided. */
  enum Kind {
    /** Not at all. */
    PLAIN,
    /** Into the matches of two parts. */
    SEQUENCE,
    /** As one of the parts matches all of it. */
    CHOICE,
    /** Into several matches of the one part. */
    ITERATION,
    /** All of it is matched by the one part. */
    WRAPPER,
    /** Into equals of what group {@code parts.getFirst().group()} captured. */
    REFERENCE
  }

  /** Which of several matches is preferred. */
  enum Greed {
    NONE,
    LONG,
    SHORT;

    /** This one, or if it is none the other. */
    Greed or(Greed other) {
      return this == NONE ? other : this;
    }

    boolean conflicts(Greed other) {
      return this != NONE && other != NONE && this != other;
    }
  }

  /** A part that captures nothing. */
  static Subexpression plain(Greed greed, boolean mixed, Piece language) {
    return new Subexpression(Kind.PLAIN, greed, mixed, false, false, 0, language, List.of(), 1, 1);
  }

  /** Parts put together, with the greed of the first that has one. */
  static Subexpression of(
      Kind kind, Greed greed, List<Subexpression> parts, Piece language, int least, int most) {
    boolean mixed = false;
    Greed all = greed;
    for (Subexpression part : parts) {
      mixed |= part.mixed || all.conflicts(part.greed);
      all = all.or(part.greed);
    }
    return new Subexpression(
        kind,
        all,
        mixed,
        parts.stream().anyMatch(Subexpression::captures),
        parts.stream().anyMatch(Subexpression::refers),
        0,
        language,
        parts,
        least,
        most);
  }

  Subexpression withGroup(int number) {
    return new Subexpression(
        kind, greed, mixed, true, refers, number, language, parts, least, most);
  }

  /** Whether it has to be divided to know what it captured. */
  boolean isComplex() {
    return mixed || captures || refers;
  }

  boolean isShort() {
    return greed == Greed.SHORT;
  }

  /** The group that a reference means. */
  int referred() {
    return parts.getFirst().group();
  }
}
