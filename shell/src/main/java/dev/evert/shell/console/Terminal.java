package dev.evert.shell.console;

import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the process writes to.
 *
 * @param out whether standard output is a terminal
 * @param err whether the standard error output is one
 * @param columns of the terminal
 * @param colours whether it shows them and the person wants them
 */
public record Terminal(boolean out, boolean err, int columns, boolean colours) {
  /** Columns of a terminal that does not say. */
  public static final int USUAL_COLUMNS = 80;

  /**
   * The property by which the launcher says what is a terminal: {@code out}, {@code err} or both
   * with a comma between.
   */
  public static final String PROPERTY = "evert.terminal";

  /** The property by which the launcher says how wide it is. */
  public static final String COLUMNS_PROPERTY = "evert.columns";

  private static final int MIN_COLUMNS = 40;

  public Terminal {
    columns = Math.max(MIN_COLUMNS, columns);
  }

  /** No terminal: a pipe, a file, a service's journal. */
  public static Terminal none() {
    return new Terminal(false, false, USUAL_COLUMNS, false);
  }

  /** What this process has. */
  public static Terminal ofProcess() {
    return of(System.getProperty(PROPERTY), Integer.getInteger(COLUMNS_PROPERTY), System.getenv());
  }

  private static Terminal of(
      @Nullable String told, @Nullable Integer width, Map<String, String> environment) {
    List<String> ends = told == null ? guess() : List.of(told.split(",", -1));
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        ends.contains("out"),
        ends.contains("err") && !dumb,
        width == null || width == 0 ? columns(environment.getOrDefault("COLUMNS", "")) : width,
        wanted && !dumb);
  }

  /** Java itself only tells whether both ends are a terminal. */
  private static List<String> guess() {
    return console().isPresent() ? List.of("out", "err") : List.of();
  }

  /** The terminal, to ask a person at; empty if there is none. */
  public static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  private static int columns(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : USUAL_COLUMNS;
  }

  /** How to emphasize what goes to standard output. */
  public Ink outInk() {
    return out && colours ? Ink.COLOURED : Ink.PLAIN;
  }

  /** How to emphasize what goes to the standard error output. */
  public Ink errInk() {
    return err && colours ? Ink.COLOURED : Ink.PLAIN;
  }
}
