package dev.evert.sql.regex;

import java.util.List;

/** A regular language: what a part of an expression matches, whatever it captures. */
sealed interface Piece {

  /** The language as if it matched anywhere, whatever is beside it. */
  default Piece anywhere() {
    return switch (this) {
      case Empty _, One _ -> this;
      case At _, Look _ -> new Empty();
      case Sequence(List<Piece> parts) ->
          new Sequence(parts.stream().map(Piece::anywhere).toList());
      case Choice(List<Piece> parts) -> new Choice(parts.stream().map(Piece::anywhere).toList());
      case Repeat(Piece part, int least, int most) -> new Repeat(part.anywhere(), least, most);
    };
  }

  /** The empty string. */
  record Empty() implements Piece {}

  /** One character. */
  record One(CharSet set) implements Piece {}

  /** One after the other. */
  record Sequence(List<Piece> parts) implements Piece {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Any of them. */
  record Choice(List<Piece> parts) implements Piece {
    public Choice {
      parts = List.copyOf(parts);
    }
  }

  /** So many times; {@link RegexParser#UNBOUNDED} for no limit. */
  record Repeat(Piece part, int least, int most) implements Piece {}

  /** The empty string at certain places. */
  record At(Place place) implements Piece {}

  /** The empty string where another language matches from there on, or up to there; or not. */
  record Look(Piece part, boolean ahead, boolean negative) implements Piece {}

  /** Places in a text that are told by the characters beside them. */
  enum Place {
    /** The start of the text. */
    START,
    /** The end of the text. */
    END,
    /** The start of the text or of a line. */
    LINE_START,
    /** The end of the text or of a line. */
    LINE_END,
    /** The start of a word. */
    WORD_START,
    /** The end of a word. */
    WORD_END,
    /** The start or the end of a word. */
    WORD_EDGE,
    /** Neither. */
    NO_WORD_EDGE
  }
}
