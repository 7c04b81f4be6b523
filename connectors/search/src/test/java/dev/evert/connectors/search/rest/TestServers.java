package dev.evert.connectors.search.rest;

import dev.evert.testing.opensearch.OpenSearchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;

/** The servers that this run of tests shares; they end with it. */
final class TestServers {
  private TestServers() {}

  /** An OpenSearch, started when it is first asked for. */
  static URI openSearch() {
    return OpenSearch.SERVER.uri();
  }

  private static final class OpenSearch {
    static final OpenSearchServer SERVER = start();

    private static OpenSearchServer start() {
      try {
        return OpenSearchServer.start(Files.createTempDirectory("opensearch"), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
