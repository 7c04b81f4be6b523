package dev.evert.sql.regex;

/**
 * How an expression is read.
 *
 * @param ignoreCase whether letters match their other case too
 * @param stopAtNewline whether {@code .} and complements of sets match no newline
 * @param lines whether {@code ^} and {@code $} match at each line's ends too
 * @param expanded whether blanks and comments do not count
 * @param literal whether all characters stand for themselves
 */
public record RegexOptions(
    boolean ignoreCase, boolean stopAtNewline, boolean lines, boolean expanded, boolean literal) {
  /** As an expression is read where nothing else is said. */
  public static final RegexOptions USUAL = new RegexOptions(false, false, false, false, false);

  /** With one more option, by its letter. */
  public RegexOptions with(char letter) {
    return switch (letter) {
      case 'c' -> new RegexOptions(false, stopAtNewline, lines, expanded, literal);
      case 'i' -> new RegexOptions(true, stopAtNewline, lines, expanded, literal);
      case 'm', 'n' -> new RegexOptions(ignoreCase, true, true, expanded, literal);
      case 'p' -> new RegexOptions(ignoreCase, true, false, expanded, literal);
      case 'w' -> new RegexOptions(ignoreCase, false, true, expanded, literal);
      case 's' -> new RegexOptions(ignoreCase, false, false, expanded, literal);
      case 't' -> new RegexOptions(ignoreCase, stopAtNewline, lines, false, literal);
      case 'x' -> new RegexOptions(ignoreCase, stopAtNewline, lines, true, literal);
      case 'q' -> new RegexOptions(ignoreCase, stopAtNewline, lines, expanded, true);
      default -> throw RegexFailure.invalid("invalid option");
    };
  }
}
