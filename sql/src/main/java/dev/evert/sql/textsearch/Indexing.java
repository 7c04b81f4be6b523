package dev.evert.sql.textsearch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings texts to lexemes with positions. */
public final class Indexing {
  private static final int MAX_WORD_BYTES = 2046;

  private final Configuration configuration;
  private final List<Placed> found = new ArrayList<>();
  private int position;

  /** A lexeme at a position, counted from 1. */
  record Placed(String lexeme, int position) {}

  /** By the dictionaries of a configuration. */
  public Indexing(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Adds the words of a text after those that are there. */
  public void add(String text) {
    Words words = new Words(text);
    for (@Nullable Word word = words.next(); word != null; word = words.next()) {
      if (word.type().isIgnored() || isTooLong(word.text())) {
        continue;
      }
      position++;
      String lexeme = configuration.dictionary(word.type()).lexeme(word.text());
      if (lexeme != null) {
        found.add(new Placed(lexeme, position));
      }
    }
  }

  /** Adds a text that is no phrase with those before: a position stays free between them. */
  public void addApart(String text) {
    int before = found.size();
    add(text);
    position += found.size() > before ? 1 : 0;
  }

  private static boolean isTooLong(String word) {
    return word.length() > MAX_WORD_BYTES / 3
        && word.getBytes(StandardCharsets.UTF_8).length > MAX_WORD_BYTES;
  }

  /** What was found, in the order of the text. */
  List<Placed> found() {
    return found;
  }

  /** The vector of all. */
  public SearchVector vector() {
    List<Lexeme> lexemes = new ArrayList<>();
    for (Placed placed : found) {
      int[] places = {Lexeme.place(placed.position(), 0)};
      lexemes.add(new Lexeme(placed.lexeme(), places));
    }
    return SearchVector.of(lexemes);
  }
}
