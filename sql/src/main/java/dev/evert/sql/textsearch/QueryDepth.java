package dev.evert.sql.textsearch;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.util.ArrayDeque;
import java.util.Deque;

/** How deep queries may be, so that what goes through them is not at the end of the stack. */
public final class QueryDepth {
  /** The most operators inside of one another, with the lexeme in them; also those of a phrase. */
  private static final int MAX = 500;

  /** The most that are written inside of one another: the reader takes more stack for them. */
  private static final int MAX_NESTED = 200;

  private QueryDepth() {}

  /** A query inside of others; phrases that go on do not nest. */
  private record Inner(SearchQuery query, int depth, int nested) {
    Inner part(SearchQuery part, boolean nests) {
      return new Inner(part, depth + 1, nested + (nests ? 1 : 0));
    }
  }

  /**
   * The query itself.
   *
   * @throws EvertException LIMIT_EXCEEDED if it is too deep
   */
  public static SearchQuery checked(SearchQuery query) {
    Deque<Inner> open = new ArrayDeque<>();
    open.push(new Inner(query, 1, 1));
    while (!open.isEmpty()) {
      Inner inner = open.pop();
      checkLength(inner.depth());
      checkNested(inner.nested());
      if (inner.query() instanceof SearchQuery.Phrase phrase) {
        open.push(inner.part(phrase.left(), !(phrase.left() instanceof SearchQuery.Phrase)));
        open.push(inner.part(phrase.right(), true));
      } else {
        inner.query().parts().forEach(part -> open.push(inner.part(part, true)));
      }
    }
    return query;
  }

  /** Fails if a phrase is too long. */
  static void checkLength(int length) {
    check(length, MAX);
  }

  /** Fails if that is too deep to be read. */
  static void checkNested(int depth) {
    check(depth, MAX_NESTED);
  }

  private static void check(int depth, int most) {
    if (depth > most) {
      throw new EvertException(
          ErrorCode.LIMIT_EXCEEDED, "a tsquery is more than " + most + " operators deep");
    }
  }
}
