package dev.evert.sql.bind;

import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Function;
import java.util.List;
import java.util.Set;

/** The catalogue for tests of other packages. */
public final class CatalogueLines {
  /** Written otherwise in SQL, with a type of names that Evert does not have, or defaults. */
  private static final Set<String> OTHERWISE =
      Set.of(
          "like",
          "ilike",
          "convert_to",
          "convert_from",
          "jsonb_set",
          "jsonb_insert",
          "jsonb_strip_nulls",
          "json_strip_nulls",
          "@?",
          "@@",
          "setweight",
          "ts_filter",
          "jsonb_path_exists",
          "jsonb_path_match",
          "jsonb_path_query_first",
          "jsonb_path_query_array");

  private CatalogueLines() {}

  /** A function or operator, its types by the names that PostgreSQL prints. */
  public record Line(String name, List<String> parameters, String result) {
    /** Whether it is written between or before its arguments. */
    public boolean operator() {
      return !Character.isLetter(name.charAt(0));
    }
  }

  /** All that PostgreSQL has under the same name. */
  public static List<Line> all() {
    return Catalogue.all().stream()
        .flatMap(List::stream)
        .filter(f -> !f.name().startsWith("$") && !OTHERWISE.contains(f.name()))
        .map(CatalogueLines::line)
        .toList();
  }

  private static Line line(Function function) {
    return new Line(
        function.name(),
        function.parameters().stream().map(CatalogueLines::name).toList(),
        name(function.result()));
  }

  private static String name(Type type) {
    return type.equals(Types.CHAR) ? "character" : type.sql();
  }
}
