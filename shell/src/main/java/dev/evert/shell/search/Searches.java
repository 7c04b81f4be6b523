package dev.evert.shell.search;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.search.Search;
import dev.evert.spi.search.SearchFactory;
import dev.evert.spi.uri.StoreUri;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Opens what a person calls an index. */
final class Searches {
  /** Two letters at least: a single one before a colon is a drive. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private static final String DIRECTORY_SCHEME = "lucene";

  private Searches() {}

  /**
   * Opens an index.
   *
   * @param index a sink's URI, or a directory
   * @throws EvertException {@link ErrorCode#UNKNOWN_SCHEME}, or why it can not be opened
   */
  static Search open(String index, Surroundings surroundings) {
    StoreUri uri = StoreUri.parse(URI.matcher(index).matches() ? index : directoryUri(index));
    TreeSet<String> schemes = new TreeSet<>();
    for (SearchFactory factory : ServiceLoader.load(SearchFactory.class)) {
      if (factory.schemes().contains(uri.scheme())) {
        return factory.open(uri, surroundings);
      }
      schemes.addAll(factory.schemes());
    }
    throw new EvertException(
        ErrorCode.UNKNOWN_SCHEME,
        "scheme '" + uri.scheme() + "' can not be searched; these can: " + schemes,
        "Name a directory, or the URI of a sink with one of these schemes.");
  }

  private static String directoryUri(String path) {
    String escaped = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
    return DIRECTORY_SCHEME + ":" + escaped;
  }
}
