package dev.evert.testing.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @Test
  void keepsItsDataAndItsPortOverARestart() throws Exception {
    OpenSearchServer first = OpenSearchServer.start(directory, 0);
    try (first) {
      assertThat(request(first, "PUT", "/a/_doc/1", "{\"x\": 1}")).contains("created");
      assertThat(first.process().destroyForcibly()).isTrue();
    }
    try (OpenSearchServer second = first.restart()) {
      assertThat(second.uri()).isEqualTo(first.uri());
      assertThat(request(second, "GET", "/a/_doc/1", "")).contains("{\"x\": 1}");
    }
  }

  private String request(OpenSearchServer server, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
