package dev.evert.sql.textsearch;

import java.util.List;

/** Writes queries as PostgreSQL prints them. */
public final class QueryPrinter {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int PHRASE = 3;
  private static final int NOT = 4;

  private final StringBuilder out = new StringBuilder();

  private QueryPrinter() {}

  /** The query's text. */
  public static String print(SearchQuery query) {
    QueryPrinter printer = new QueryPrinter();
    printer.print(query, 0, false);
    return printer.out.toString();
  }

  private void print(SearchQuery query, int outer, boolean right) {
    switch (query) {
      case SearchQuery.Nothing _ -> {}
      case SearchQuery.Term term -> print(term);
      case SearchQuery.Not(SearchQuery operand) -> {
        out.append('!');
        print(operand, NOT, false);
      }
      case SearchQuery.And(List<SearchQuery> operands) -> list(operands, " & ", AND, outer);
      case SearchQuery.Or(List<SearchQuery> operands) -> list(operands, " | ", OR, outer);
      case SearchQuery.Phrase phrase -> print(phrase, outer > PHRASE || right);
    }
  }

  private void list(List<SearchQuery> operands, String sign, int priority, int outer) {
    boolean enclosed = outer > priority;
    out.append(enclosed ? "( " : "");
    String before = "";
    for (SearchQuery operand : operands) {
      out.append(before);
      print(operand, priority, false);
      before = sign;
    }
    out.append(enclosed ? " )" : "");
  }

  private void print(SearchQuery.Phrase phrase, boolean enclosed) {
    out.append(enclosed ? "( " : "");
    print(phrase.left(), PHRASE, false);
    if (phrase.distance() == 1) {
      out.append(" <-> ");
    } else {
      out.append(" <").append(phrase.distance()).append("> ");
    }
    print(phrase.right(), PHRASE, true);
    out.append(enclosed ? " )" : "");
  }

  private void print(SearchQuery.Term term) {
    SearchVector.quote(term.text(), out);
    if (!term.prefix() && term.weights() == 0) {
      return;
    }
    out.append(':').append(term.prefix() ? "*" : "");
    for (int weight = 3; weight >= 0; weight--) {
      if (((term.weights() >> weight) & 1) != 0) {
        out.append("DCBA".charAt(weight));
      }
    }
  }
}
