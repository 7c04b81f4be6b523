package dev.evert.sql.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code json_exists}, {@code json_value} and {@code json_query} are asked.
 *
 * @param context the document
 * @param path the SQL/JSON path into it
 * @param passing the path's variables
 * @param returning the type of the result; null for the usual one
 * @param onEmpty what is given where the path leads to nothing
 * @param onError what is given where the path, or the type, does not fit the document
 */
public record JsonSyntax(
    Kind kind,
    Syntax context,
    Syntax path,
    List<Variable> passing,
    @Nullable TypeName returning,
    Wrapper wrapper,
    boolean keepsQuotes,
    Otherwise onEmpty,
    Otherwise onError) {
  public JsonSyntax {
    passing = List.copyOf(passing);
  }

  /** Which of the functions it is. */
  public enum Kind {
    EXISTS,
    VALUE,
    QUERY
  }

  /** When what is found becomes an array. */
  public enum Wrapper {
    NEVER,
    SEVERAL,
    ALWAYS
  }

  /** A variable of the path. */
  public record Variable(String name, Syntax value) {}

  /**
   * What is given instead.
   *
   * @param value for {@link Instead#DEFAULT}
   */
  public record Otherwise(Instead instead, @Nullable Syntax value) {}

  /** The kinds of what is given instead. */
  public enum Instead {
    NULL,
    ERROR,
    TRUE,
    FALSE,
    EMPTY_ARRAY,
    EMPTY_OBJECT,
    DEFAULT
  }
}
