package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tartarus.snowball.SnowballStemmer;

/**
 * Which dictionary is asked about words of which type. Not to be used by several threads: {@link
 * #named} gives each thread its own.
 */
public final class Configuration {
  /** The one that is meant where none is named. */
  public static final String DEFAULT = "english";

  private static final String SCHEMA = "pg_catalog.";

  /** PostgreSQL's, other than nepali and turkish, whose stop words are its own. */
  private static final Set<String> LANGUAGES =
      Set.of(
          ("arabic armenian basque catalan danish dutch english estonian finnish french german"
               + " greek hindi hungarian indonesian irish italian lithuanian norwegian portuguese"
               + " romanian russian serbian spanish swedish tamil yiddish")
              .split(" ", -1));

  /** Languages of another script: words of ASCII letters are taken for English. */
  private static final Set<String> OTHER_SCRIPTS = Set.of("hindi", "russian");

  private static final Map<String, Set<String>> STOP_WORDS = new HashMap<>();
  private static final ThreadLocal<Map<String, Configuration>> KEPT =
      ThreadLocal.withInitial(HashMap::new);

  private final Dictionary letters;
  private final Dictionary ascii;
  private final Dictionary others = new Dictionary.Simple();

  private Configuration(Dictionary letters, Dictionary ascii) {
    this.letters = letters;
    this.ascii = ascii;
  }

  /** The plain form of the name of one that there is. */
  public static String check(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    String found = plain.startsWith(SCHEMA) ? plain.substring(SCHEMA.length()) : plain;
    if (!found.equals("simple") && !LANGUAGES.contains(found)) {
      throw new EvertException(
          ErrorCode.NO_SUCH_OBJECT, "text search configuration \"" + name + "\" does not exist");
    }
    return found;
  }

  /** The one of a name, for the thread that asks. */
  public static Configuration named(String name) {
    return KEPT.get().computeIfAbsent(check(name), Configuration::make);
  }

  private static Configuration make(String name) {
    if (name.equals("simple")) {
      return new Configuration(new Dictionary.Simple(), new Dictionary.Simple());
    }
    Dictionary stems = stems(name);
    return new Configuration(stems, OTHER_SCRIPTS.contains(name) ? stems(DEFAULT) : stems);
  }

  private static Dictionary stems(String language) {
    Set<String> stopWords;
    synchronized (STOP_WORDS) {
      stopWords = STOP_WORDS.computeIfAbsent(language, StopWords::of);
    }
    String name = Character.toUpperCase(language.charAt(0)) + language.substring(1) + "Stemmer";
    try {
      Class<?> type = Class.forName("org.tartarus.snowball.ext." + name);
      return new Dictionary.Stems(
          (SnowballStemmer) type.getDeclaredConstructor().newInstance(), stopWords);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("no stemmer for " + language, e);
    }
  }

  /** The dictionary for words of a type. */
  Dictionary dictionary(WordType type) {
    if (type.isOfAscii()) {
      return ascii;
    }
    return type.isOfLetters() ? letters : others;
  }
}
