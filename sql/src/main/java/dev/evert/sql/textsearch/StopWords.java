package dev.evert.sql.textsearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tartarus.snowball.SnowballStemmer;

/**
 * The words of a language that are too common to look for: Snowball's lists as they come with its
 * stemmers, changed where PostgreSQL has another edition of them.
 */
final class StopWords {
  private static final Set<String> LANGUAGES =
      Set.of(
          "danish",
          "dutch",
          "english",
          "finnish",
          "french",
          "german",
          "hungarian",
          "italian",
          "norwegian",
          "portuguese",
          "russian",
          "spanish",
          "swedish");

  /** What PostgreSQL's lists have beyond Snowball's. */
  private static final Map<String, String> MORE =
      Map.of(
          "english", "can don just now s t will",
          "finnish", "tallä tuotä",
          "french",
              "as aura auras avions ayante ayantes ayants est fût sans sommes son étante étantes"
                  + " étants été étés",
          "spanish",
              "sentid sentida sentidas sentido sentidos siente sintiendo vosostras vosostros",
          "swedish", "sitta");

  /** What they lack. */
  private static final Map<String, String> LESS =
      Map.of(
          "english", "cannot could ought would",
          "finnish", "tuota tällä",
          "french", "ceci cela celà cet cette ici ils les leurs quel quelle quelles quels soi",
          "russian", "говорил жизнь кажется сегодня сказал сказала сказать человек",
          "spanish", "sido siendo vosotras vosotros",
          "swedish", "sitt");

  private StopWords() {}

  /** Those of a language; none where there is no list. */
  static Set<String> of(String language) {
    if (!LANGUAGES.contains(language)) {
      return Set.of();
    }
    Set<String> words = new HashSet<>(read(language));
    // A word of text ends at an apostrophe.
    words.removeIf(word -> language.equals("english") && word.indexOf('\'') >= 0);
    words.removeAll(list(LESS, language));
    words.addAll(list(MORE, language));
    return Set.copyOf(words);
  }

  private static Set<String> list(Map<String, String> lists, String language) {
    String list = lists.get(language);
    return list == null ? Set.of() : Set.of(list.split(" ", -1));
  }

  private static Set<String> read(String language) {
    String name = "/org/apache/lucene/analysis/snowball/" + language + "_stop.txt";
    Set<String> words = new HashSet<>();
    try (InputStream in = SnowballStemmer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.replaceFirst("\\|.*", ""))
          .flatMap(line -> line.strip().lines())
          .forEach(line -> words.addAll(Set.of(line.toLowerCase(Locale.ROOT).split("\\s+", -1))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    words.remove("");
    return words;
  }
}
