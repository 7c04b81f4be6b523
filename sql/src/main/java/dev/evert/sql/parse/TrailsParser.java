package dev.evert.sql.parse;

import dev.evert.sql.syntax.Span;
import dev.evert.sql.syntax.Trails;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code search} and {@code cycle} after a query of {@code with recursive}. */
final class TrailsParser {
  private final TokenCursor cursor;

  TrailsParser(TokenCursor cursor) {
    this.cursor = cursor;
  }

  Trails parse() {
    Span first = cursor.peek().span();
    Trails.@Nullable Search search = cursor.takeWords("search") ? search() : null;
    Trails.@Nullable Cycle cycle = cursor.takeWords("cycle") ? cycle() : null;
    boolean none = search == null && cycle == null;
    return none ? Trails.none() : new Trails(search, cycle, cursor.since(first));
  }

  private Trails.Search search() {
    boolean isDepth = cursor.takeWords("depth");
    if (!isDepth) {
      cursor.expectWord("breadth");
    }
    cursor.expectWord("first");
    cursor.expectWord("by");
    List<String> by = names();
    cursor.expectWord("set");
    return new Trails.Search(isDepth, by, name());
  }

  private Trails.Cycle cycle() {
    List<String> columns = names();
    cursor.expectWord("set");
    String mark = name();
    String marked = "true";
    String unmarked = "false";
    if (cursor.takeWords("to")) {
      marked = literal();
      cursor.expectWord("default");
      unmarked = literal();
    }
    cursor.expectWord("using");
    return new Trails.Cycle(columns, mark, marked, unmarked, name());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (cursor.takeSign(","));
    return names;
  }

  private String name() {
    if (!Words.isName(cursor.peek())) {
      throw cursor.unexpected();
    }
    return cursor.take().text();
  }

  private String literal() {
    Token token = cursor.peek();
    String text =
        switch (token.kind()) {
          case STRING -> "'" + token.text().replace("'", "''") + "'";
          case NUMBER -> token.text();
          case WORD ->
              token.isWord("true") || token.isWord("false") || token.isWord("null")
                  ? token.text()
                  : "";
          case NAME, OPERATOR, PUNCTUATION, END -> "";
        };
    if (text.isEmpty()) {
      throw cursor.unexpected();
    }
    cursor.take();
    return text;
  }
}
