package dev.evert.benchmarks.nexmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of the queries, one file for each and dialect. */
final class Queries {
  private static final int LAST = 22;

  private Queries() {}

  /** The names of all queries that there is a text of in the dialect. */
  static List<String> names(String dialect) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= LAST; i++) {
      if (find(dialect, "q" + i) != null) {
        names.add("q" + i);
      }
    }
    return names;
  }

  /** The text of a query; null if the dialect has none. */
  static @Nullable String find(String dialect, String name) {
    String file = "/nexmark/" + dialect + "/" + name + ".sql";
    try (InputStream in = Queries.class.getResourceAsStream(file)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
