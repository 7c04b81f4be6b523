package dev.evert.shell.pipe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns paths into URIs, and relative ones into absolute ones, so that a pipe means the same
 * wherever it is started again.
 *
 * @param workingDirectory what relative paths begin from
 * @param home what {@code ~} stands for
 */
record LocalPaths(Path workingDirectory, Path home) {
  /** Schemes whose URIs name files of this machine. */
  private static final Set<String> SCHEMES = Set.of("file", "lucene");

  private static final Pattern URI =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://)?(?<path>[^?#]*)(?<rest>.*)", 32);
  private static final Pattern FILE =
      Pattern.compile("(?i).*\\.(?:csv|tsv|json|jsonl|ndjson|parquet)(?:\\.gz)?");

  /** Whether URIs of this scheme name files of this machine. */
  static boolean isLocal(String scheme) {
    return SCHEMES.contains(scheme.toLowerCase(Locale.ROOT));
  }

  /** Whether a path names a file of rows; else it names a directory with an index. */
  static boolean isFile(String path) {
    return FILE.matcher(path).matches();
  }

  /** The URI of a path, which may hold wildcards. */
  String uri(String scheme, String path) {
    return scheme + "://" + absolute(encoded(path));
  }

  /** A URI of a local scheme with an absolute path; options stay. */
  String absoluteUri(String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      return uri;
    }
    return parts.group("scheme") + "://" + absolute(parts.group("path")) + parts.group("rest");
  }

  /** A word of a command: absolute if it is a path that says where it begins. */
  String absoluteWord(String word) {
    if (word.equals("~") || word.startsWith("~/")) {
      return home.toAbsolutePath() + word.substring(1);
    }
    return word.startsWith("./") || word.startsWith("../")
        ? workingDirectory.toAbsolutePath().resolve(word).normalize().toString()
        : word;
  }

  private String absolute(String path) {
    if (path.equals("~") || path.startsWith("~/")) {
      return encoded(home.toAbsolutePath().toString()) + path.substring(1);
    }
    String directory = encoded(workingDirectory.toAbsolutePath().toString());
    return Path.of(directory).resolve(path).normalize().toString();
  }

  /** With what a URI's path can not hold as hexadecimal digits. */
  static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b < 0 || (b > ' ' && b != '%' && b != '?' && b != '#' && b != '"');
      if (!plain) {
        out.append('%').append("%02X".formatted(b & 0xff));
      } else {
        out.append((char) (b & 0xff));
      }
    }
    return new String(out.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
