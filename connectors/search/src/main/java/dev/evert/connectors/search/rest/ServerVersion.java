package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonReader;

/**
 * Which server it is.
 *
 * @param product "OpenSearch" or "Elasticsearch"
 * @param number like 3.8.0
 */
record ServerVersion(String product, String number) {
  /** Asked where a server, or a proxy before it, does not answer for the root. */
  private static final String NODE = "/_nodes/_local?filter_path=nodes.*.version";

  /**
   * Asks the server and refuses versions that nobody has tried.
   *
   * @throws EvertException {@link ErrorCode#STORE_VERSION}
   */
  static ServerVersion check(RestClient client) throws InterruptedException {
    RestAnswer answer = client.send("GET", "/");
    if (answer.status() == 404 || answer.status() == 405) {
      answer = client.send("GET", NODE);
    }
    if (!answer.isSuccess()) {
      throw RestFailure.of("ask the server for its version", answer);
    }
    ServerVersion version;
    try {
      version = read(answer.json(), new ServerVersion("", ""));
    } catch (EvertException e) {
      throw new EvertException(
          ErrorCode.STORE_VERSION,
          "what answers at " + client.hosts().getFirst() + " is no OpenSearch or Elasticsearch",
          "Check host and port in the URI.",
          e);
    }
    version.check();
    return version;
  }

  /** Reads {@code {"version": {"number": …}}} or, of a node, {@code {"version": …}} further in. */
  private static ServerVersion read(JsonReader json, ServerVersion known) {
    ServerVersion found = known;
    json.beginObject();
    while (json.nextName()) {
      String name = json.name();
      boolean text = json.peek() == JsonReader.Kind.STRING;
      if (text && (name.equals("number") || name.equals("version"))) {
        found = of(json.readString());
      } else if (json.peek() == JsonReader.Kind.OBJECT) {
        found = read(json, found);
      } else {
        json.skip();
      }
    }
    return found;
  }

  /** The products' numbers do not overlap where they are known here. */
  private static ServerVersion of(String number) {
    boolean low = number.matches("[0-4]\\..*");
    return new ServerVersion(low ? "OpenSearch" : "Elasticsearch", number);
  }

  private void check() {
    int major = part(0);
    boolean known =
        product.equals("OpenSearch")
            ? major >= 1 && major <= 3
            : (major >= 8 && major <= 9) || (major == 7 && part(1) >= 17);
    if (!known) {
      throw new EvertException(
          ErrorCode.STORE_VERSION,
          "server: wanted OpenSearch 1 to 3 or Elasticsearch 7.17 to 9, got "
              + product
              + " "
              + number);
    }
  }

  private int part(int index) {
    String[] parts = number.split("[.-]", -1);
    try {
      return index < parts.length ? Integer.parseInt(parts[index]) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
