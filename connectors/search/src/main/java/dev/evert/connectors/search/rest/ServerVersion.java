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

  /**
   * Asks the server and refuses versions that nobody has tried.
   *
   * @throws EvertException {@link ErrorCode#STORE_VERSION}
   */
  static ServerVersion check(RestClient client) throws InterruptedException {
    RestAnswer answer = client.send("GET", "/");
    if (!answer.isSuccess()) {
      throw RestFailure.of("ask the server for its version", answer);
    }
    ServerVersion version;
    try {
      version = read(answer.json());
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

  private static ServerVersion read(JsonReader json) {
    String product = "Elasticsearch";
    String number = "";
    json.beginObject();
    while (json.nextName()) {
      if (!json.name().equals("version")) {
        json.skip();
        continue;
      }
      json.beginObject();
      while (json.nextName()) {
        switch (json.name()) {
          case "number" -> number = json.readString();
          case "distribution" ->
              product = json.readString().equals("opensearch") ? "OpenSearch" : product;
          default -> json.skip();
        }
      }
    }
    return new ServerVersion(product, number);
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
