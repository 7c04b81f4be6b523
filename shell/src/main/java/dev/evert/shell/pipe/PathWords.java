package dev.evert.shell.pipe;

import dev.evert.spi.uri.StoreUri;
import java.util.List;
import java.util.Locale;

/** What people would call the thing that a URI names. */
final class PathWords {
  private PathWords() {}

  /** The table's, file's or index's own name, in lower case, without schema and file's ending. */
  static String of(StoreUri uri) {
    List<String> parts = uri.pathParts();
    for (int i = parts.size() - 1; i >= 0; i--) {
      String word = word(parts.get(i), LocalPaths.isLocal(uri.scheme()));
      if (!word.isEmpty()) {
        return word;
      }
    }
    return uri.scheme();
  }

  private static String word(String part, boolean file) {
    String name = part.toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    if (file) {
      String stem = dot > 0 ? name.substring(0, dot) : name;
      return stem.replaceAll("[*?\\[\\]{}]+", "");
    }
    return name.substring(dot + 1);
  }
}
