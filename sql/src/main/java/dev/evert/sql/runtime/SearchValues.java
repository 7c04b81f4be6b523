package dev.evert.sql.runtime;

import dev.evert.sql.textsearch.Configuration;
import dev.evert.sql.textsearch.QueryDepth;
import dev.evert.sql.textsearch.QueryPrinter;
import dev.evert.sql.textsearch.SearchQuery;
import dev.evert.sql.textsearch.SearchVector;
import dev.evert.sql.textsearch.TextSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the types of text search, which travel as the text that PostgreSQL prints for them. */
final class SearchValues {
  private static final int MAX_KEPT = 64;
  private static final int MAX_KEPT_BYTES = 16 << 10;
  private static final ThreadLocal<Map<Slice, SearchQuery>> KEPT =
      ThreadLocal.withInitial(() -> new LinkedHashMap<>(16, 0.75f, true));

  private SearchValues() {}

  static SearchVector vector(Slice text) {
    return TextSearch.vector(text.toString());
  }

  /** The last ones are kept, as a query is asked of many rows. */
  static SearchQuery query(Slice text) {
    Map<Slice, SearchQuery> kept = KEPT.get();
    SearchQuery query = kept.get(text);
    if (query == null) {
      query = TextSearch.query(text.toString());
      if (text.size() <= MAX_KEPT_BYTES) {
        kept.put(Slice.of(text.toBytes()), query);
      }
      if (kept.size() > MAX_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return query;
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
