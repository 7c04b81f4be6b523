package dev.evert.benchmarks.latency;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;

/** Counts the documents that a search finds now. */
final class IndexCount {
  private static final long PAUSE_NANOS = 2_000_000;
  private static final int OK = 200;

  private IndexCount() {}

  /** In a Lucene index, opened anew each time that it has changed. */
  static Arrivals.Count lucene(Path directory) throws IOException {
    FSDirectory files = FSDirectory.open(directory);
    while (!DirectoryReader.indexExists(files)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    DirectoryReader[] reader = {DirectoryReader.open(files)};
    return () -> {
      LockSupport.parkNanos(PAUSE_NANOS);
      DirectoryReader newer = DirectoryReader.openIfChanged(reader[0]);
      if (newer != null) {
        reader[0].close();
        reader[0] = newer;
      }
      return reader[0].numDocs();
    };
  }

  /** In an index of an OpenSearch server. */
  static Arrivals.Count server(URI server, String index) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/" + index + "/_count?filter_path=count")).build();
    return () -> {
      LockSupport.parkNanos(5 * PAUSE_NANOS);
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      // Until its shard has started, a new index answers with an error.
      return answer.statusCode() == OK ? Long.parseLong(answer.body().replaceAll("\\D", "")) : 0;
    };
  }
}
