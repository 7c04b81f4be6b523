package dev.evert.sql.textsearch;

import dev.evert.sql.textsearch.SearchQuery.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and makes vectors and queries. */
public final class TextSearch {
  /** The greatest distance of words in a phrase. */
  public static final int MAX_DISTANCE = 16_384;

  private TextSearch() {}

  /** The vector that is written as the text, as by a cast. */
  public static SearchVector vector(String text) {
    LexemeReader in = new LexemeReader(text, LexemeReader.Mode.VECTOR);
    List<Lexeme> lexemes = new ArrayList<>();
    long bytes = 0;
    for (@Nullable String word = in.lexeme(); word != null; word = in.lexeme()) {
      Lexeme lexeme = new Lexeme(LexemeReader.checked(word), in.places());
      lexemes.add(lexeme);
      bytes += lexeme.bytes();
      SearchVector.checkBytes(bytes);
    }
    return SearchVector.of(lexemes);
  }

  /** The query that is written as the text, as by a cast. */
  public static SearchQuery query(String text) {
    return QueryReader.read(text, term -> term);
  }

  /** {@code to_tsvector}. */
  public static SearchVector index(Configuration configuration, String text) {
    Indexing indexing = new Indexing(configuration);
    indexing.add(text);
    return indexing.vector();
  }

  /** {@code to_tsquery}: operators, and between them words that are brought to lexemes. */
  public static SearchQuery operators(Configuration configuration, String text) {
    return StopCleaning.clean(QueryReader.read(text, term -> phrase(configuration, term)));
  }

  /** {@code plainto_tsquery}: all words. */
  public static SearchQuery plain(Configuration configuration, String text) {
    return SearchQuery.and(
        words(configuration, new Term(text, false, 0)).stream()
            .filter(word -> !(word instanceof SearchQuery.Nothing))
            .toList());
  }

  /** {@code phraseto_tsquery}: the words one after the other. */
  public static SearchQuery phrase(Configuration configuration, String text) {
    return StopCleaning.clean(phrase(configuration, new Term(text, false, 0)));
  }

  /** {@code websearch_to_tsquery}. */
  public static SearchQuery web(Configuration configuration, String text) {
    return StopCleaning.clean(
        WebQueryReader.read(text, part -> phrase(configuration, new Term(part, false, 0))));
  }

  private static SearchQuery phrase(Configuration configuration, Term term) {
    List<SearchQuery> words = words(configuration, term);
    QueryDepth.checkLength(words.size());
    return words.stream()
        .reduce((left, right) -> new SearchQuery.Phrase(left, right, 1))
        .orElse(SearchQuery.nothing());
  }

  /** The lexemes of a text, with nothing for the common words between them. */
  private static List<SearchQuery> words(Configuration configuration, Term term) {
    Indexing indexing = new Indexing(configuration);
    indexing.add(term.text());
    List<SearchQuery> all = new ArrayList<>();
    int last = 0;
    for (Indexing.Placed placed : indexing.found()) {
      for (int i = last + 1; last > 0 && i < placed.position(); i++) {
        all.add(SearchQuery.nothing());
      }
      last = placed.position();
      all.add(new Term(placed.lexeme(), term.prefix(), term.weights()));
    }
    return all;
  }
}
