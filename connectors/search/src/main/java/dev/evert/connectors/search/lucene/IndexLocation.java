package dev.evert.connectors.search.lucene;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where an index is: {@code lucene:relative/dir}, {@code lucene:/absolute/dir}, or with the two
 * slashes of other URIs {@code lucene://relative/dir} and {@code lucene:///absolute/dir}.
 *
 * @param language named in the URI, if it is
 */
record IndexLocation(Path directory, Optional<Language> language) {
  static final String SCHEME = "lucene";
  private static final Set<String> OPTIONS = Set.of("language");

  /**
   * @throws EvertException {@link ErrorCode#BAD_URI}
   */
  static IndexLocation of(StoreUri uri) {
    for (String option : uri.options().keySet()) {
      if (!OPTIONS.contains(option)) {
        throw bad("option '" + option + "': a lucene URI takes only language");
      }
    }
    if (uri.user().isPresent()) {
      throw bad("a lucene URI names a directory; got a user too: " + uri);
    }
    String path = uri.hosts() + uri.path();
    if (path.isEmpty()) {
      throw bad("wanted lucene:DIRECTORY, got no directory");
    }
    try {
      Path directory = Path.of(path).toAbsolutePath().normalize();
      return new IndexLocation(directory, uri.option("language").map(Language::of));
    } catch (InvalidPathException e) {
      throw bad("directory '" + path + "': " + e.getReason());
    }
  }

  private static EvertException bad(String message) {
    return new EvertException(ErrorCode.BAD_URI, message);
  }
}
