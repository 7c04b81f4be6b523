package dev.evert.sql.textsearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Reads queries as people write them for search engines: words, phrases in quotes, {@code or}, and
 * a minus before what is not wanted. Nothing is an error.
 */
final class WebQueryReader {
  private final String text;
  private final int blankFrom;
  private final LexemeReader in;
  private final Function<String, SearchQuery> terms;

  private WebQueryReader(String text, Function<String, SearchQuery> terms) {
    this.text = text;
    this.blankFrom = text.stripTrailing().length();
    this.in = new LexemeReader(text, LexemeReader.Mode.WEB);
    this.terms = terms;
  }

  /** The query of a text; what is made of its words and phrases stands for them. */
  static SearchQuery read(String text, Function<String, SearchQuery> terms) {
    return new WebQueryReader(text, terms).query();
  }

  private SearchQuery query() {
    List<SearchQuery> any = new ArrayList<>();
    List<SearchQuery> all = new ArrayList<>(List.of(operand()));
    while (more()) {
      if (takesOr()) {
        any.add(SearchQuery.and(all));
        all.clear();
      }
      all.add(operand());
    }
    any.add(SearchQuery.and(all));
    return QueryDepth.checked(SearchQuery.or(any));
  }

  /** Goes to what follows; signs that are operators elsewhere mean nothing here. */
  private boolean more() {
    while (Letters.isSpace(in.peek()) || LexemeReader.isOperator(in.peek())) {
      in.skip();
    }
    return in.peek() >= 0;
  }

  /** A word or phrase, with a minus before it or not; none if nothing follows. */
  private SearchQuery operand() {
    int negations = 0;
    while (more()) {
      int c = in.peek();
      if (c == '-') {
        negations++;
        QueryDepth.checkNested(negations);
        in.skip();
      } else if (c == '"') {
        return negated(terms.apply(quoted()), negations);
      } else {
        return negated(terms.apply(Objects.requireNonNull(in.lexeme())), negations);
      }
    }
    return SearchQuery.nothing();
  }

  private static SearchQuery negated(SearchQuery query, int negations) {
    SearchQuery result = query;
    for (int i = 0; i < negations; i++) {
      result = new SearchQuery.Not(result);
    }
    return result;
  }

  private String quoted() {
    int start = in.at() + 1;
    int end = text.indexOf('"', start);
    in.moveTo(end < 0 ? text.length() : end + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  /** {@code or} is an operator if it is a word of its own and anything follows. */
  private boolean takesOr() {
    int end = in.at() + 2;
    if (!text.regionMatches(true, in.at(), "or", 0, 2) || end >= text.length()) {
      return false;
    }
    int c = text.codePointAt(end);
    if (c == '-' || c == '_' || Letters.isLetter(c) || Letters.isDigit(c)) {
      return false;
    }
    if (end + Character.charCount(c) >= blankFrom) {
      return false;
    }
    in.moveTo(end);
    return true;
  }
}
