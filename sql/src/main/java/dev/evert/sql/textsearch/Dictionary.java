package dev.evert.sql.textsearch;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;

/** Brings words to what all their forms have in common. Not to be used by several threads. */
sealed interface Dictionary {

  /** The lexeme of a word, or null if it is too common to look for. */
  @Nullable String lexeme(String word);

  /** A word in lower case. */
  record Simple() implements Dictionary {
    @Override
    public String lexeme(String word) {
      return word.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The stem of a word of a language.
   *
   * @param stopWords the words that are left out
   */
  record Stems(SnowballStemmer stemmer, Set<String> stopWords) implements Dictionary {
    /** Longer words are no words of a language. */
    private static final int MAX_BYTES = 1000;

    @Override
    public @Nullable String lexeme(String word) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (lower.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        return lower;
      }
      if (stopWords.contains(lower)) {
        return null;
      }
      stemmer.setCurrent(lower);
      stemmer.stem();
      String stem = stemmer.getCurrent();
      return stem.isEmpty() ? lower : stem;
    }
  }
}
