package dev.evert.shell.errors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/errors.md says. */
final class ErrorsPage {
  /** How Maven starts tests: in the module's directory. */
  private static final Path FILE = Path.of("..", "docs", "errors.md");

  private static final Pattern ROW =
      Pattern.compile("\\| \\[(.+)]\\(#.*\\) \\| (EV-\\d{4})? *\\| (\\d+) \\|");
  private static final Pattern CODE = Pattern.compile("\\| (EV-\\d{4}) \\| .+ \\| .+ \\| .+ \\|");

  private final List<String> lines;

  private ErrorsPage(List<String> lines) {
    this.lines = lines;
  }

  /**
   * One bad input.
   *
   * @param title of its section
   * @param code of the error, or empty where the command line itself is wrong
   * @param exitCode of the process
   * @param command after the prompt
   * @param printed the lines below; {@code …} stands for any
   */
  record Example(String title, String code, int exitCode, String command, List<String> printed) {
    Example {
      printed = List.copyOf(printed);
    }
  }

  static ErrorsPage read() {
    try {
      return new ErrorsPage(Files.readAllLines(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All examples of the table, with what their sections show. */
  List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        String code = row.group(2) == null ? "" : row.group(2);
        examples.add(example(row.group(1), code, Integer.parseInt(row.group(3))));
      }
    }
    return examples;
  }

  private Example example(String title, String code, int exitCode) {
    int heading = lines.indexOf("### " + title);
    if (heading < 0) {
      throw new AssertionError("docs/errors.md has no section '" + title + "'");
    }
    int begin = heading;
    while (!lines.get(begin).startsWith("$ evert ")) {
      begin++;
    }
    int end = begin;
    while (!lines.get(end).equals("```")) {
      end++;
    }
    String command = lines.get(begin).substring("$ evert ".length());
    return new Example(title, code, exitCode, command, lines.subList(begin + 1, end));
  }

  /** The titles of all sections that show an example. */
  List<String> titles() {
    return lines.stream().filter(line -> line.startsWith("### ")).map(l -> l.substring(4)).toList();
  }

  /** The codes that the list of all codes explains. */
  List<String> codes() {
    return lines.stream()
        .map(CODE::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }
}
