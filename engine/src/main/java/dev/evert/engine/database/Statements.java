package dev.evert.engine.database;

import dev.evert.sql.parse.Script;
import java.util.List;

/** Takes a text apart into the statements that {@link Database#execute} carries out. */
public final class Statements {
  private Statements() {}

  /**
   * One statement of a text.
   *
   * @param sql without the semicolon
   * @param line where it begins, counted from 1
   */
  public record Part(String sql, int line) {}

  /**
   * The statements of a text, in order; semicolons end all but the last.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX, if a string or comment does not end
   */
  public static List<Part> split(String text) {
    return Script.split(text).stream().map(part -> new Part(part.sql(), part.line())).toList();
  }

  /** Whether a text that a person types ends with a whole statement, or holds none at all. */
  public static boolean isWhole(String text) {
    return Script.isWhole(text);
  }
}
