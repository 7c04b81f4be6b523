package dev.evert.shell.pipe;

import dev.evert.engine.Connectors;
import dev.evert.engine.program.Program;
import dev.evert.spi.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The schemes that there are, and what to say of others.
 *
 * @param sources that sources answer to
 * @param sinks that sinks answer to
 */
public record Schemes(SortedSet<String> sources, SortedSet<String> sinks) {
  /** What people are used to write for the schemes that there are. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "pg", "postgres",
          "pgsql", "postgres",
          "psql", "postgres",
          "es", "elasticsearch",
          "elastic", "elasticsearch",
          "os", "opensearch",
          "csv", "file",
          "parquet", "file");

  private static final Set<String> LATER =
      Set.of("kafka", "mariadb", "mongodb", "mysql", "oracle", "redis", "sqlserver");

  public Schemes {
    sources = new TreeSet<>(sources);
    sinks = new TreeSet<>(sinks);
  }

  /** The schemes of these connectors. */
  public static Schemes of(Connectors connectors) {
    return new Schemes(connectors.sourceSchemes(), connectors.sinkSchemes());
  }

  /** The two ends of a pipe. */
  enum Role {
    SOURCE,
    SINK;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks that somebody answers to an address's scheme in this role.
   *
   * @throws dev.evert.spi.error.EvertException {@code UNKNOWN_SCHEME} with what may have been meant
   */
  void require(PipeText text, Address address, Role role) {
    String scheme = address.scheme().toLowerCase(Locale.ROOT);
    SortedSet<String> known = role == Role.SOURCE ? sources : sinks;
    if (known.contains(scheme)) {
      return;
    }
    int from = address.span().from() + text.slice(address.span()).indexOf(address.scheme());
    throw text.failure(
        ErrorCode.UNKNOWN_SCHEME,
        new Span(from, from + scheme.length() + 1),
        message(scheme, role),
        remedy(scheme, role, known));
  }

  /** Whether a scheme is planned for a later version. */
  static boolean isLater(String scheme) {
    return LATER.contains(scheme.toLowerCase(Locale.ROOT));
  }

  private String message(String scheme, Role role) {
    if (isLater(scheme)) {
      return "'" + scheme + ":' is not in this version yet";
    }
    if (scheme.equals(Program.SCHEME)) {
      return "a program stands between source and sink";
    }
    SortedSet<String> others = role == Role.SOURCE ? sinks : sources;
    if (others.contains(scheme)) {
      String end = role == Role.SOURCE ? "end, not begin" : "begin, not end";
      return "'" + scheme + ":' can only " + end + " a pipe";
    }
    return "no " + role.word() + " answers to '" + scheme + ":'";
  }

  private static String remedy(String scheme, Role role, SortedSet<String> known) {
    Map<String, String> words = new LinkedHashMap<>(OTHER_NAMES);
    known.forEach(word -> words.put(word, word));
    String meant =
        Suggestion.nearest(scheme, words.keySet())
            .map(words::get)
            .filter(word -> known.contains(word) && !LATER.contains(scheme))
            .map(word -> "Did you mean " + word + ":? ")
            .orElse("");
    String all = known.isEmpty() ? "none" : String.join(", ", known);
    return meant + "The " + role.word() + "s are: " + all + ".";
  }
}
