package dev.evert.connectors.search.rest;

import dev.evert.testing.opensearch.OpenSearchServer;
import dev.evert.testing.server.ElasticsearchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;

/** The servers that this run of tests shares; they end with it. */
final class TestServers {
  private TestServers() {}

  /** An OpenSearch, started when it is first asked for. */
  static URI openSearch() {
    return OpenSearch.SERVER.uri();
  }

  /** An Elasticsearch, started when it is first asked for; skips the test if the build has none. */
  static URI elasticsearch() {
    Assumptions.assumeTrue(
        ElasticsearchServer.distribution().isPresent(), "Elasticsearch comes with -Pnightly");
    return Elasticsearch.SERVER.uri();
  }

  private static final class Elasticsearch {
    static final ElasticsearchServer SERVER = start();

    private static ElasticsearchServer start() {
      try {
        return ElasticsearchServer.start(ElasticsearchServer.distribution().orElseThrow());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
