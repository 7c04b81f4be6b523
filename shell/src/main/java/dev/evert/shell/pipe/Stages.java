package dev.evert.shell.pipe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the stages of a pipe apart by how they begin. */
final class Stages {
  /** Sinks that a single word names. */
  static final Set<String> SINK_WORDS = Set.of("lucene", "search", "stdout");

  private static final List<String> QUERY_WORDS = List.of("select", "with", "values", "table");
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?!:)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

  /** What a query may begin with before its first word. */
  private static final Pattern BEFORE_WORD =
      Pattern.compile("(?:\\s|\\(|--[^\\n]*(?:\\n|$)|/\\*(?s:.*?)\\*/)*+");

  private Stages() {}

  /** Whether an address begins here; a query does not begin with a quote. */
  static boolean isAddress(PipeText text, int from) {
    char first = text.at(from);
    String rest = text.text().substring(from);
    return first == '"'
        || first == '\''
        || URI.matcher(rest).lookingAt()
        || (Address.isPath(AddressScanner.read(text, from).text()) && !rest.startsWith("/*"))
        || SINK_WORDS.contains(wholeStage(rest));
  }

  /** The only word of the last stage, in lower case; empty if there is more. */
  private static String wholeStage(String rest) {
    Matcher word = WORD.matcher(rest);
    return word.lookingAt() && rest.substring(word.end()).isBlank()
        ? word.group().toLowerCase(Locale.ROOT)
        : "";
  }

  /** A span without the blanks and the semicolon around its text. */
  static Span trimmed(PipeText text, Span span) {
    int to = span.to();
    while (to > span.from()
        && (Character.isWhitespace(text.at(to - 1)) || text.at(to - 1) == ';')) {
      to--;
    }
    return new Span(span.from(), to);
  }

  /**
   * Checks that a stage begins as queries do, so that a misspelt one is told before anything is
   * connected.
   */
  static void requireQuery(PipeText text, Span span) {
    String stage = text.slice(span);
    Matcher before = BEFORE_WORD.matcher(stage);
    int start = before.lookingAt() ? before.end() : 0;
    Matcher word = WORD.matcher(stage).region(start, stage.length());
    String first = word.lookingAt() ? word.group() : "";
    if (QUERY_WORDS.contains(first.toLowerCase(Locale.ROOT))) {
      return;
    }
    int from = span.from() + start;
    boolean alone = !first.isEmpty() && word.end() == stage.length();
    Optional<String> meant = Suggestion.nearest(first, alone ? SINK_WORDS : QUERY_WORDS);
    Span place = new Span(from, first.isEmpty() ? from : from + first.length());
    String got = first.isEmpty() ? "" : ", got '" + first + "'";
    throw text.syntax(
        place,
        "wanted a query or a sink" + got,
        meant.map(it -> "Did you mean " + it + "?").orElse(hint(alone, first)));
  }

  private static String hint(boolean alone, String word) {
    return alone
        ? "A sink is a URI such as opensearch://host:9200/index, or a directory: ./" + word + "."
        : "A query begins with select, with or values; a sink with a scheme, as in lucene:./index.";
  }
}
