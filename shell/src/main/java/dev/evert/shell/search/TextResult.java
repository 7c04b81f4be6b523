package dev.evert.shell.search;

import dev.evert.spi.search.SearchHit;
import dev.evert.spi.search.SearchResult;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what a search found for a person; matches are bold on a terminal. */
final class TextResult {
  private static final String BOLD = "\u001b[1;33m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final boolean colours;
  private final PrintWriter out;

  TextResult(boolean colours, PrintWriter out) {
    this.colours = colours;
    this.out = out;
  }

  void print(SearchResult result) {
    int number = 0;
    for (SearchHit hit : result.hits()) {
      number++;
      String score = String.format(Locale.ROOT, "%.2f", hit.score());
      out.println(number + ". " + safe(hit.key()) + "  " + style(FAINT, "(score " + score + ")"));
      hit.highlights().forEach(this::print);
      out.println("   " + style(FAINT, safe(hit.row())));
    }
    out.println(summary(result));
  }

  private static String summary(SearchResult result) {
    long total = result.total();
    if (total == 0) {
      return "no row matches";
    }
    String rows = total == 1 ? "1 row matches" : total + " rows match";
    return result.hits().size() < total ? rows + ", best " + result.hits().size() + " shown" : rows;
  }

  private void print(SearchHit.Highlight highlight) {
    StringBuilder line = new StringBuilder("   ").append(highlight.column()).append(": ");
    String text = highlight.text();
    int at = 0;
    for (SearchHit.Span span : highlight.matches()) {
      line.append(safe(text.substring(at, span.from())));
      line.append(style(BOLD, safe(text.substring(span.from(), span.to()))));
      at = span.to();
    }
    out.println(line.append(safe(text.substring(at))).toString().stripTrailing());
  }

  private String style(String style, String text) {
    return colours ? style + text + PLAIN : text;
  }

  /** Rows come from outside: a control character in them must not reach the terminal. */
  private static String safe(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replaceAll("[\\x{80}-\\x{9f}]", " ");
  }
}
