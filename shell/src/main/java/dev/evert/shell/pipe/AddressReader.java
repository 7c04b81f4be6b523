package dev.evert.shell.pipe;

import dev.evert.shell.pipe.Schemes.Role;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.uri.StoreUri;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what was written into URIs that connectors answer to, or says what is wrong with it. */
final class AddressReader {
  private static final Pattern HOST =
      Pattern.compile("(?:\\[[^\\]]*\\]|[^:\\[\\]]*)(?::\\d{1,5})?");
  private static final String PERCENT =
      "In a user's name or password write / ? # @ : as %2F %3F %23 %40 %3A.";

  private final PipeText text;
  private final Schemes schemes;
  private final LocalPaths paths;

  AddressReader(PipeText text, Schemes schemes, LocalPaths paths) {
    this.text = text;
    this.schemes = schemes;
    this.paths = paths;
  }

  /**
   * A URI that says all by itself, with its secrets.
   *
   * @param standIn the index to take where only "lucene" is named
   */
  String uri(Address address, Role role, String standIn) {
    if (address.isPath()) {
      boolean file = role == Role.SOURCE || LocalPaths.isFile(address.text());
      return paths.uri(file ? "file" : "lucene", address.text());
    }
    if (role == Role.SINK) {
      switch (address.text().toLowerCase(Locale.ROOT)) {
        case "stdout" -> {
          return "stdout:";
        }
        case "lucene", "search", "lucene:", "lucene://" -> {
          return paths.uri("lucene", standIn);
        }
        default -> {}
      }
    }
    if (address.scheme().isEmpty()) {
      throw text.failure(
          ErrorCode.BAD_URI,
          address.span(),
          "wanted a URI or a path, got '" + Secrets.hide(address.text()) + "'",
          "A URI begins with a scheme, as postgres://host/database/table; a path with ./ or /.");
    }
    return LocalPaths.isLocal(address.scheme())
        ? paths.absoluteUri(address.text())
        : address.text();
  }

  /**
   * Parses a URI and checks what all connectors have in common.
   *
   * @param address where it was written
   */
  StoreUri parse(String uri, Address address, Role role) {
    if (!address.scheme().isEmpty()) {
      schemes.require(text, address, role);
    }
    StoreUri parsed;
    try {
      parsed = StoreUri.parse(uri);
      parsed.pathParts();
    } catch (EvertException e) {
      // What it got may hold a password that nobody can tell from the rest.
      String message = String.valueOf(e.getMessage()).replaceFirst("(?s), got .*", "");
      throw text.failure(ErrorCode.BAD_URI, address.span(), message, remedy(e, uri));
    }
    if (!LocalPaths.isLocal(parsed.scheme())) {
      requireHosts(parsed, address);
    }
    return parsed;
  }

  private static String remedy(EvertException failure, String uri) {
    return uri.contains("#") || uri.contains("@") ? PERCENT : failure.remedy();
  }

  private void requireHosts(StoreUri uri, Address address) {
    for (String host : uri.hosts().split(",", -1)) {
      if (!HOST.matcher(host).matches()) {
        throw text.failure(
            ErrorCode.BAD_URI,
            address.span(),
            "after the host's name and a colon comes a port number",
            "Mend the port. " + PERCENT);
      }
    }
  }
}
