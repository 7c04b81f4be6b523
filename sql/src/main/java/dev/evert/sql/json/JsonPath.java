package dev.evert.sql.json;

import java.util.List;

/** An SQL/JSON path: of a document it gives items. For use by one thread. */
public final class JsonPath {
  private final PathParser.Parsed parsed;

  private JsonPath(PathParser.Parsed parsed) {
    this.parsed = parsed;
  }

  /**
   * Reads a path.
   *
   * @throws dev.evert.spi.error.EvertException SQL_SYNTAX if it is none, SQL_UNSUPPORTED
   */
  public static JsonPath of(String text) {
    return new JsonPath(PathParser.parse(text));
  }

  /**
   * The items.
   *
   * @param variables an object with their values
   * @throws dev.evert.spi.error.EvertException if the document is not as the path wants it
   */
  public List<Json> items(Json document, Json variables) {
    return new PathEvaluation(document, variables, parsed.strict()).items(parsed.path());
  }
}
