package dev.evert.benchmarks.nexmark;

import dev.evert.sql.ViewOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of the queries, one file for each and dialect. */
final class Queries {
  private static final int LAST = 22;

  /** In Flink, counts of hopping windows and of sessions come when those are over. */
  private static final Set<String> FINAL = Set.of("q5", "q11");

  private Queries() {}

  /** How Flink shows a query's rows. */
  static ViewOptions emission(String name) {
    return new ViewOptions(FINAL.contains(name), OptionalLong.empty());
  }

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
