package dev.evert.connectors.postgres.connect;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Optional;

/**
 * What the path of a PostgreSQL URI names: {@code /database/table}, {@code /database/schema.table}
 * or {@code /database/schema/table}; only {@code /table} where the database is named elsewhere.
 *
 * @param database the first part of the path, empty if there is none
 * @param schema empty if the table is to be found on the search path
 */
public record PostgresUri(Optional<String> database, Optional<String> schema, String table) {

  /**
   * Reads the path.
   *
   * @throws EvertException {@link ErrorCode#BAD_URI} if it names no table
   */
  public static PostgresUri of(StoreUri uri) {
    List<String> parts = uri.pathParts();
    return switch (parts.size()) {
      case 1 -> unqualified(Optional.empty(), parts.getFirst());
      case 2 -> unqualified(Optional.of(parts.getFirst()), parts.get(1));
      case 3 -> new PostgresUri(Optional.of(parts.get(0)), Optional.of(parts.get(1)), parts.get(2));
      default ->
          throw new EvertException(
              ErrorCode.BAD_URI,
              "PostgreSQL: wanted a path /database/table or /database/schema/table, got '"
                  + uri.path()
                  + "' in "
                  + uri);
    };
  }

  private static PostgresUri unqualified(Optional<String> database, String name) {
    int dot = name.indexOf('.');
    if (dot <= 0 || dot == name.length() - 1) {
      return new PostgresUri(database, Optional.empty(), name);
    }
    return new PostgresUri(database, Optional.of(name.substring(0, dot)), name.substring(dot + 1));
  }
}
