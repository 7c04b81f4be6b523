package dev.evert.testing.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The server behind a {@link HttpProxy}. Used by many threads at once. */
public final class HttpUpstream implements AutoCloseable {
  private static final List<String> PASSED_ON = List.of("content-type", "authorization", "accept");

  private final URI server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpUpstream(URI server) {
    this.server = server;
  }

  /** Passes a request on and waits for the answer. */
  public HttpFault.Answer send(HttpFault.Request request) throws IOException, InterruptedException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(URI.create(server + request.path()))
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    for (String name : PASSED_ON) {
      String value = request.headers().get(name);
      if (value != null) {
        passed.header(name, value);
      }
    }
    HttpResponse<byte[]> answer = client.send(passed.build(), BodyHandlers.ofByteArray());
    return new HttpFault.Answer(answer.statusCode(), answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
