package dev.evert.spi.uri;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a source or sink is: {@code scheme://user@host:port/path/parts?option=value}.
 *
 * <p>A password in the URI is kept for the connector and never printed: {@link #toString} leaves it
 * out, as it leaves out the values of options whose name ends in {@code password} or {@code
 * secret}.
 */
public final class StoreUri {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?:(?<user>[^@/?#]*)@)?(?<hosts>[^/?#]*))?"
              + "(?<path>[^?#]*)(?:\\?(?<query>[^#]*))?");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|pwd|secret|token|api[_-]?key)");

  private final String scheme;
  private final Optional<String> user;
  private final Optional<String> password;
  private final String hosts;
  private final String path;
  private final Map<String, String> options;

  private StoreUri(Matcher shape) {
    scheme = shape.group("scheme").toLowerCase(Locale.ROOT);
    Optional<String> login = Optional.ofNullable(shape.group("user"));
    user = login.map(text -> decode(text.split(":", 2)[0])).filter(text -> !text.isEmpty());
    password = login.filter(text -> text.contains(":")).map(text -> decode(text.split(":", 2)[1]));
    hosts = Optional.ofNullable(shape.group("hosts")).orElse("");
    path = shape.group("path");
    options = options(Optional.ofNullable(shape.group("query")).orElse(""));
  }

  /**
   * Parses a URI.
   *
   * @throws EvertException {@link ErrorCode#BAD_URI} if the text is none
   */
  public static StoreUri parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      throw new EvertException(
          ErrorCode.BAD_URI, "not a URI: wanted scheme://host/path, got " + withoutLogin(text));
    }
    StoreUri uri = new StoreUri(shape);
    if (uri.misreadsLogin()) {
      throw new EvertException(
          ErrorCode.BAD_URI,
          "a user's name or password holds one of the characters / ? # @ :",
          "Write them as %2F %3F %23 %40 %3A, or keep the password out of the URI.");
    }
    return uri;
  }

  /**
   * Whether what was read as host and path may be a login with a character that ended it too early:
   * it would be shown and stored.
   */
  private boolean misreadsLogin() {
    String firstOption = options.isEmpty() ? "" : options.keySet().iterator().next();
    boolean atFollows = path.contains("@") || firstOption.contains("@");
    return hosts.contains("@") || (hosts.contains(":") && atFollows);
  }

  /** The text with whatever stands before an {@code @} left out, as it may be a password. */
  public static String withoutLogin(String text) {
    return text.replaceAll("//.*@", "//…@");
  }

  private static Map<String, String> options(String query) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : query.split("&", -1)) {
      if (!option.isEmpty()) {
        String[] parts = option.split("=", 2);
        options.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return Collections.unmodifiableMap(options);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new EvertException(
          ErrorCode.BAD_URI, "a % in the URI is not followed by two hexadecimal digits", null, e);
    }
  }

  /** The scheme in lower case. */
  public String scheme() {
    return scheme;
  }

  /** The user's name, decoded. */
  public Optional<String> user() {
    return user;
  }

  /** The password, decoded: for the connector alone. */
  public Optional<String> password() {
    return password;
  }

  /** Host and port as written, several with commas between; empty where none is named. */
  public String hosts() {
    return hosts;
  }

  /** The host of a single address, without brackets; empty where none is named. */
  public String host() {
    String address = hosts.split(",", 2)[0];
    if (address.startsWith("[")) {
      return address.substring(1, Math.max(1, address.indexOf(']')));
    }
    int colon = address.indexOf(':');
    return colon < 0 ? address : address.substring(0, colon);
  }

  /** The port of a single address, or {@code otherwise}. */
  public int port(int otherwise) {
    String address = hosts.split(",", 2)[0];
    int colon = address.indexOf(':', address.indexOf(']') + 1);
    if (colon < 0) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(address.substring(colon + 1));
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      // reported below, with the text
    }
    throw new EvertException(
        ErrorCode.BAD_URI,
        "port: wanted a number from 1 to 65535, got '" + address.substring(colon + 1) + "'");
  }

  /** The path, decoded, with its leading slash if it has one. */
  public String path() {
    return decode(path);
  }

  /** The path's parts between slashes, decoded, without empty ones. */
  public List<String> pathParts() {
    return Arrays.stream(path.split("/", -1))
        .filter(p -> !p.isEmpty())
        .map(StoreUri::decode)
        .toList();
  }

  /** The options after the question mark, decoded, in order. */
  public Map<String, String> options() {
    return options;
  }

  /** One option's value. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The URI without password and secret options: what may be printed, stored and compared. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(scheme).append("://");
    user.ifPresent(name -> out.append(encode(name, "/?#@:")).append('@'));
    out.append(hosts).append(path);
    char separator = '?';
    for (Map.Entry<String, String> option : options.entrySet()) {
      boolean secret = SECRET.matcher(option.getKey()).matches();
      out.append(separator).append(encode(option.getKey(), "&#=")).append('=');
      out.append(secret ? "…" : encode(option.getValue(), "&#"));
      separator = '&';
    }
    return out.toString();
  }

  private static String encode(String text, String special) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c <= ' ' || special.indexOf(c) >= 0) {
        out.append(String.format("%%%02X", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
