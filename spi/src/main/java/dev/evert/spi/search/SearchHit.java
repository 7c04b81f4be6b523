package dev.evert.spi.search;

import java.util.List;
import java.util.Objects;

/**
 * A row that was found.
 *
 * @param score how well it matches; comparable within one search only
 * @param key the row's key in readable form
 * @param row the row as one JSON object, in the order of its columns
 * @param highlights the passages that matched, by column
 */
public record SearchHit(double score, String key, String row, List<Highlight> highlights) {
  public SearchHit {
    Objects.requireNonNull(key);
    Objects.requireNonNull(row);
    highlights = List.copyOf(highlights);
  }

  /**
   * A passage of a column's text.
   *
   * @param column the column's name
   * @param text the passage, cut out of the column's value
   * @param matches the places in {@code text} that matched, in order, not overlapping
   */
  public record Highlight(String column, String text, List<Span> matches) {
    public Highlight {
      Objects.requireNonNull(column);
      Objects.requireNonNull(text);
      matches = List.copyOf(matches);
    }
  }

  /**
   * A part of a text.
   *
   * @param from its first character, counted from 0
   * @param to the character after its last
   */
  public record Span(int from, int to) {
    public Span {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("span from " + from + " to " + to);
      }
    }
  }
}
