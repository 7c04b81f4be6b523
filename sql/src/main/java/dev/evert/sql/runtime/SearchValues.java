package dev.evert.sql.runtime;

import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.QueryDepth;
import dev.evert.sql.textsearch.QueryPrinter;
import dev.evert.sql.textsearch.SearchQuery;
import dev.evert.sql.textsearch.SearchVector;
import dev.evert.sql.textsearch.TextSearch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values of the types of text search, which travel as the text that PostgreSQL prints for them. */
final class SearchValues {
  private static final ThreadLocal<KeptQueries> KEPT = ThreadLocal.withInitial(KeptQueries::new);

  private SearchValues() {}

  static SearchVector vector(Slice text) {
    return TextSearch.vector(text.toString());
  }

  static SearchQuery query(Slice text) {
    return KEPT.get().read(text);
  }

  static Slice of(SearchVector vector) {
    return Slice.of(vector.toString());
  }

  static Slice of(SearchQuery query) {
    return Slice.of(QueryPrinter.print(QueryDepth.checked(query)));
  }

  /** A text cast to one of the types; the text itself for any other. */
  static String normalized(String type, String text) {
    return switch (type) {
      case "tsvector" -> TextSearch.vector(text).toString();
      case "tsquery" -> QueryPrinter.print(TextSearch.query(text));
      case "regconfig" -> Configuration.check(text);
      default -> text;
    };
  }

  /** The texts of an array, none of which may be null. */
  static List<String> lexemes(Slice array) {
    List<String> lexemes = new ArrayList<>();
    for (@Nullable Slice text : ArrayTexts.texts(array)) {
      if (text == null) {
        throw TextLimit.nullArgument("lexeme array may not contain nulls");
      }
      lexemes.add(text.toString());
    }
    return lexemes;
  }
}
