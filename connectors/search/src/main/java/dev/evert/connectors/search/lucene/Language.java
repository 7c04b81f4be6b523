package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;

/** How text is taken apart into words. An index keeps to one, and is searched with the same. */
enum Language {
  /** Unicode's word boundaries, in lower case: for any language. */
  STANDARD,
  ARABIC,
  /** Chinese, Japanese and Korean, as pairs of characters. */
  CJK,
  DANISH,
  DUTCH,
  ENGLISH,
  FINNISH,
  FRENCH,
  GERMAN,
  ITALIAN,
  NORWEGIAN,
  PORTUGUESE,
  RUSSIAN,
  SPANISH,
  SWEDISH;

  /** The name in URIs and in the index. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  Analyzer analyzer() {
    return switch (this) {
      case STANDARD -> new StandardAnalyzer();
      case ARABIC -> new ArabicAnalyzer();
      case CJK -> new CJKAnalyzer();
      case DANISH -> new DanishAnalyzer();
      case DUTCH -> new DutchAnalyzer();
      case ENGLISH -> new EnglishAnalyzer();
      case FINNISH -> new FinnishAnalyzer();
      case FRENCH -> new FrenchAnalyzer();
      case GERMAN -> new GermanAnalyzer();
      case ITALIAN -> new ItalianAnalyzer();
      case NORWEGIAN -> new NorwegianAnalyzer();
      case PORTUGUESE -> new PortugueseAnalyzer();
      case RUSSIAN -> new RussianAnalyzer();
      case SPANISH -> new SpanishAnalyzer();
      case SWEDISH -> new SwedishAnalyzer();
    };
  }

  /**
   * The language of this name.
   *
   * @throws EvertException {@link ErrorCode#BAD_URI}, with the names that there are
   */
  static Language of(String id) {
    for (Language language : values()) {
      if (language.id().equals(id)) {
        return language;
      }
    }
    String ids = Arrays.stream(values()).map(Language::id).collect(Collectors.joining(", "));
    throw new EvertException(
        ErrorCode.BAD_URI, "option language: wanted one of " + ids + "; got '" + id + "'");
  }
}
