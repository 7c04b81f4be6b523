package dev.evert.shell.console;

import dev.evert.engine.status.Failure;
import dev.evert.shell.pipe.ShownText;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.error.TextPlace;
import java.util.Optional;

/**
 * Says what went wrong: the code and SQLSTATE, what was wanted and what came, the place in what was
 * written, and what to do.
 *
 * <pre>
 *   EV-1002 (42704): no sink answers to 'opensaerch:'
 *     postgres://db/shop/products | opensaerch://search/products
 *                                   ^^^^^^^^^^^
 *     Did you mean opensearch:?
 * </pre>
 */
public final class ErrorReport {
  private static final String INDENT = "  ";

  private final Ink ink;
  private final int columns;

  /**
   * Reports for a person.
   *
   * @param columns the widest line to write where a place is shown
   */
  public ErrorReport(Ink ink, int columns) {
    this.ink = ink;
    this.columns = columns;
  }

  /** The report about a failure that is about no text, or whose text is not known. */
  public String of(EvertException failure) {
    return of(Failure.of(failure));
  }

  /** The report about a failure of a part of a pipe. */
  public String of(Failure failure) {
    return headline(failure) + remedy(failure.remedy());
  }

  /**
   * The report about a failure in a text.
   *
   * @param text that the failure's place counts in; its secrets are hidden here
   */
  public String of(EvertException failure, String text) {
    Optional<TextPlace> place = failure.place();
    String where = place.isEmpty() ? "" : where(new ShownText(text), place.get());
    return headline(Failure.of(failure)) + where + remedy(failure.remedy());
  }

  private String headline(Failure failure) {
    String code = failure.code() + " (" + failure.sqlState() + "):";
    return ink.bad(code) + " " + failure.message() + System.lineSeparator();
  }

  private static String remedy(String remedy) {
    return INDENT + remedy.replace("\n", "\n" + INDENT) + System.lineSeparator();
  }

  /** The line that holds the place, or as much of it as is wide enough, with carets below. */
  private String where(ShownText text, TextPlace place) {
    ShownText.Excerpt excerpt = text.excerpt(place, columns - INDENT.length());
    return INDENT
        + excerpt.line()
        + System.lineSeparator()
        + INDENT
        + " ".repeat(excerpt.from())
        + ink.bad("^".repeat(excerpt.length()))
        + System.lineSeparator();
  }
}
