package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an index is: {@code opensearch://host:9200,host2:9200/prefix/index?option=value}, {@code
 * opensearch+https://…}, and the same with {@code elasticsearch}.
 *
 * @param hosts what requests go to, without a slash at the end; further ones where the first fails
 * @param index the index's name
 * @param certificates a file with the certificates to trust instead of the machine's own, in PEM
 */
record ClusterLocation(List<URI> hosts, String index, Optional<Path> certificates) {
  static final Set<String> SCHEMES =
      Set.of("opensearch", "opensearch+https", "elasticsearch", "elasticsearch+https");
  private static final int DEFAULT_PORT = 9200;
  private static final int MAX_INDEX_BYTES = 255;
  private static final Pattern INDEX = Pattern.compile("[^\\p{Lu}\\\\/*?\"<>| ,#:]+");
  private static final Set<String> OPTIONS =
      Set.of("tls", "cafile", "shards", "replicas", "refresh", "parallel");

  ClusterLocation {
    hosts = List.copyOf(hosts);
  }

  /**
   * @throws EvertException {@link ErrorCode#BAD_URI}
   */
  static ClusterLocation of(StoreUri uri) {
    for (String option : uri.options().keySet()) {
      if (!OPTIONS.contains(option)) {
        throw bad(
            "option '"
                + option
                + "': wanted one of "
                + String.join(", ", OPTIONS.stream().sorted().toList()));
      }
    }
    List<String> path = uri.pathParts();
    if (uri.hosts().isEmpty() || path.isEmpty()) {
      throw bad("wanted " + uri.scheme() + "://host:port/index, got " + uri);
    }
    String index = path.getLast();
    checkIndex(index);
    String prefix =
        String.join("", path.subList(0, path.size() - 1).stream().map(p -> "/" + p).toList());
    boolean tls = uri.scheme().endsWith("+https") || flag(uri, "tls");
    return new ClusterLocation(hosts(uri, tls, prefix), index, uri.option("cafile").map(Path::of));
  }

  private static List<URI> hosts(StoreUri uri, boolean tls, String prefix) {
    List<URI> hosts = new ArrayList<>();
    for (String address : uri.hosts().split(",", -1)) {
      StoreUri single = StoreUri.parse(uri.scheme() + "://" + address);
      String host = single.host().contains(":") ? "[" + single.host() + "]" : single.host();
      if (host.isEmpty()) {
        throw bad("a host's name is missing in '" + uri.hosts() + "'");
      }
      String scheme = tls ? "https" : "http";
      hosts.add(URI.create(scheme + "://" + host + ":" + single.port(DEFAULT_PORT) + prefix));
    }
    return hosts;
  }

  private static void checkIndex(String index) {
    boolean fits =
        INDEX.matcher(index).matches()
            && "-_+.".indexOf(index.charAt(0)) < 0
            && index.getBytes(StandardCharsets.UTF_8).length <= MAX_INDEX_BYTES;
    if (!fits) {
      throw bad(
          "index '"
              + index
              + "': wanted lower case, none of \\ / * ? \" < > | , # : and blanks,"
              + " none of - _ + . at the start, at most "
              + MAX_INDEX_BYTES
              + " bytes");
    }
  }

  /** Whether an option is on: {@code true}, {@code false}, or there without a value. */
  private static boolean flag(StoreUri uri, String name) {
    String value = uri.option(name).orElse("false");
    return switch (value) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw bad("option " + name + ": wanted true or false, got '" + value + "'");
    };
  }

  /** A whole number among the options, or {@code otherwise}. */
  static int number(StoreUri uri, String name, int least, int most, int otherwise) {
    Optional<String> text = uri.option(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, with the text
    }
    throw bad(
        "option "
            + name
            + ": wanted a number from "
            + least
            + " to "
            + most
            + ", got '"
            + text.get()
            + "'");
  }

  static EvertException bad(String message) {
    return new EvertException(ErrorCode.BAD_URI, message);
  }
}
