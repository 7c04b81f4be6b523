package dev.evert.testing.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What a {@link HttpProxy} does to a request; called by many threads at once. */
@FunctionalInterface
public interface HttpFault {

  /**
   * Decides.
   *
   * @param server passes requests on
   * @return the answer; nothing cuts the connection
   */
  Optional<Answer> apply(Request request, HttpUpstream server)
      throws IOException, InterruptedException;

  /**
   * A request.
   *
   * @param path with what follows a question mark
   * @param headers by their names in lower case
   */
  record Request(String method, String path, Map<String, String> headers, byte[] body) {

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** An answer, said to be JSON. */
  record Answer(int status, byte[] body) {

    /** An answer of text. */
    public static Answer of(int status, String body) {
      return new Answer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Passes everything on. */
  static HttpFault none() {
    return (request, server) -> Optional.of(server.send(request));
  }

  /** Loses the request. */
  static HttpFault loseRequest() {
    return (_, _) -> Optional.empty();
  }

  /** Passes the request on and loses the answer. */
  static HttpFault loseAnswer() {
    return (request, server) -> {
      server.send(request);
      return Optional.empty();
    };
  }

  /** Answers in the server's place. */
  static HttpFault answer(int status, String body) {
    return (_, _) -> Optional.of(Answer.of(status, body));
  }
}
