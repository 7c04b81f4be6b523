package dev.evert.shell.pipe;

import dev.evert.engine.program.Program;
import dev.evert.shell.pipe.PipeSyntax.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a program in a pipe: {@code exec:} and its words, up to a bar outside of quotes, and
 * perhaps {@code as (…)} with the columns of its rows. Words are separated by blanks; one in single
 * or double quotes may hold blanks and bars. No shell is asked.
 */
final class ProgramScanner {
  private static final Pattern START = Pattern.compile("(?i)" + Program.SCHEME + ":\\s*");
  private static final Pattern COLUMNS = Pattern.compile("(?i)as\\s*\\(");

  private final PipeText text;
  private final int from;
  private int at;
  private int columnsFrom;

  private ProgramScanner(PipeText text, int from) {
    this.text = text;
    this.from = from;
    this.at = from;
  }

  /** Whether a program begins here. */
  static boolean startsAt(PipeText text, int from) {
    return START.matcher(text.text()).region(from, text.length()).lookingAt();
  }

  /**
   * Reads the program that begins here.
   *
   * @throws dev.evert.spi.error.EvertException {@code PIPE_SYNTAX} with the place
   */
  static Command read(PipeText text, int from) {
    return new ProgramScanner(text, from).read();
  }

  private Command read() {
    Matcher start = START.matcher(text.text()).region(from, text.length());
    at = start.lookingAt() ? start.end() : from;
    List<String> words = new ArrayList<>();
    String columns = "";
    while (!ended() && columns.isEmpty()) {
      Matcher as = COLUMNS.matcher(text.text()).region(at, text.length());
      if (!words.isEmpty() && as.lookingAt()) {
        columns = columns(as.end());
      } else {
        words.add(word());
      }
      blanks();
    }
    if (words.isEmpty() || words.getFirst().isBlank()) {
      throw text.syntax(
          new Span(from, at), "a program is missing after exec:", "Write: exec:./program.");
    }
    if (!ended()) {
      throw text.syntax(
          new Span(at, at + 1),
          "unexpected '" + text.at(at) + "' after the columns",
          "After as (…) comes a bar | with the next stage.");
    }
    return new Command(words, columns, columnsFrom, new Span(from, at));
  }

  private boolean ended() {
    return at >= text.length() || text.at(at) == '|';
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.at(at))) {
      at++;
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (!ended() && !Character.isWhitespace(text.at(at))) {
      char c = text.at(at);
      if (c == '\'' || c == '"') {
        word.append(quoted(c));
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  private String quoted(char quote) {
    int end = text.text().indexOf(quote, at + 1);
    if (end < 0) {
      throw text.syntax(
          new Span(at, at + 1), "a word is never closed", "Add the closing " + quote + ".");
    }
    String inside = text.slice(new Span(at + 1, end));
    at = end + 1;
    return inside;
  }

  /** What stands between the parentheses, by the rules of SQL. */
  private String columns(int open) {
    int close = QueryScanner.closing(text, open - 1);
    String columns = text.slice(new Span(open, close)).strip();
    columnsFrom = text.text().indexOf(columns, open);
    if (columns.isEmpty()) {
      throw text.syntax(
          new Span(open - 1, close + 1), "no columns", "Write, e.g.: as (id int, score real).");
    }
    at = close + 1;
    return columns;
  }
}
