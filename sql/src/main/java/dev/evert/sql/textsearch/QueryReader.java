package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.textsearch.SearchQuery.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads queries as they are written with operators. */
final class QueryReader {
  private final LexemeReader in;
  private final Function<Term, SearchQuery> terms;
  private int depth;

  private QueryReader(String text, Function<Term, SearchQuery> terms) {
    this.in = new LexemeReader(text, LexemeReader.Mode.QUERY);
    this.terms = terms;
  }

  /** The query of a text; what is made of its lexemes stands for them. */
  static SearchQuery read(String text, Function<Term, SearchQuery> terms) {
    QueryReader reader = new QueryReader(text, terms);
    reader.in.skipSpaces();
    if (reader.in.peek() < 0) {
      return SearchQuery.nothing();
    }
    SearchQuery query = reader.or();
    if (reader.in.peek() >= 0) {
      throw reader.in.syntax();
    }
    return QueryDepth.checked(query);
  }

  private SearchQuery or() {
    SearchQuery first = and();
    if (!operator('|')) {
      return first;
    }
    List<SearchQuery> any = new ArrayList<>(List.of(first));
    do {
      any.add(and());
    } while (operator('|'));
    return SearchQuery.or(any);
  }

  private SearchQuery and() {
    SearchQuery first = phrase();
    if (!operator('&')) {
      return first;
    }
    List<SearchQuery> all = new ArrayList<>(List.of(first));
    do {
      all.add(phrase());
    } while (operator('&'));
    return SearchQuery.and(all);
  }

  private boolean operator(char sign) {
    in.skipSpaces();
    return in.take(sign);
  }

  private SearchQuery phrase() {
    int length = 0;
    SearchQuery query = not();
    while (operator('<')) {
      QueryDepth.checkLength(++length);
      int distance = distance();
      query = new SearchQuery.Phrase(query, not(), distance);
    }
    return query;
  }

  private int distance() {
    int distance = 1;
    if (!in.take('-')) {
      if (!Letters.isDigit(in.peek())) {
        throw in.syntax();
      }
      distance = 0;
      while (Letters.isDigit(in.peek())) {
        distance = Math.min(10 * distance + in.peek() - '0', TextSearch.MAX_DISTANCE + 1);
        in.skip();
      }
      if (distance > TextSearch.MAX_DISTANCE) {
        throw new EvertException(
            ErrorCode.INVALID_ARGUMENT,
            "distance in phrase operator must be an integer value between zero and "
                + TextSearch.MAX_DISTANCE
                + " inclusive");
      }
    }
    if (!in.take('>')) {
      throw in.syntax();
    }
    return distance;
  }

  private SearchQuery not() {
    QueryDepth.checkNested(++depth);
    SearchQuery query;
    if (operator('!')) {
      query = new SearchQuery.Not(not());
    } else if (in.take('(')) {
      query = or();
      if (!operator(')')) {
        throw in.syntax();
      }
    } else {
      query = terms.apply(term());
    }
    depth--;
    return query;
  }

  private Term term() {
    if (in.peek() < 0 || in.peek() == ':') {
      throw in.syntax();
    }
    String text = LexemeReader.checked(Objects.requireNonNull(in.lexeme()));
    int weights = 0;
    boolean prefix = false;
    if (in.take(':')) {
      for (boolean more = true; more; ) {
        switch (in.peek()) {
          case '*' -> prefix = true;
          case 'a', 'A' -> weights |= 8;
          case 'b', 'B' -> weights |= 4;
          case 'c', 'C' -> weights |= 2;
          case 'd', 'D' -> weights |= 1;
          default -> more = false;
        }
        if (more) {
          in.skip();
        }
      }
    }
    return new Term(text, prefix, weights);
  }
}
