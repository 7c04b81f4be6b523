package dev.evert.connectors.search.rest;

import dev.evert.spi.search.SearchHit;
import java.util.ArrayList;
import java.util.List;

/** Text in which a server marked what matched, with characters that no text has. */
final class MarkedText {
  static final String BEGIN = "\uE000";
  static final String END = "\uE001";

  private MarkedText() {}

  /** Takes the marks out and says where they were. */
  static SearchHit.Highlight read(String column, String marked) {
    StringBuilder text = new StringBuilder();
    List<SearchHit.Span> spans = new ArrayList<>();
    int from = -1;
    for (int i = 0; i < marked.length(); i++) {
      char next = marked.charAt(i);
      if (next == BEGIN.charAt(0)) {
        from = text.length();
      } else if (next == END.charAt(0)) {
        if (from >= 0) {
          spans.add(new SearchHit.Span(from, text.length()));
        }
        from = -1;
      } else {
        text.append(next);
      }
    }
    return new SearchHit.Highlight(column, text.toString(), spans);
  }
}
