package dev.evert.connectors.search.rest;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.text.JsonWriter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends requests to a cluster, from any thread. One that does not reach a host goes to the next;
 * one that was sent and got no answer is not sent again here, since only the caller knows whether
 * it may be.
 */
final class RestClient implements AutoCloseable {
  /** How long an answer may take; a server gives up on a bulk after a minute by itself. */
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(90);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final List<URI> hosts;
  private final Optional<String> authorization;
  private final Duration answerLimit;
  private final HttpClient client;
  private final AtomicInteger preferred = new AtomicInteger();

  /**
   * @param authorization the header's value
   * @param trust what TLS trusts, if not what the machine does
   */
  RestClient(
      List<URI> hosts,
      Optional<String> authorization,
      Optional<SSLContext> trust,
      Duration answerLimit) {
    this.hosts = hosts;
    this.authorization = authorization;
    this.answerLimit = answerLimit;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_LIMIT);
    trust.ifPresent(builder::sslContext);
    client = builder.build();
  }

  /** The hosts, for messages. */
  List<URI> hosts() {
    return hosts;
  }

  /** Sends a request without a body. */
  RestAnswer send(String method, String path) throws InterruptedException {
    return send(method, path, BodyPublishers.noBody());
  }

  /** Sends a request with a JSON body. */
  RestAnswer send(String method, String path, JsonWriter body) throws InterruptedException {
    return send(method, path, BodyPublishers.ofByteArray(body.buffer(), 0, body.size()));
  }

  /**
   * Sends a request.
   *
   * @throws EvertException {@link ErrorCode#UNREACHABLE} if no host can be reached, {@link
   *     ErrorCode#CONNECTION_LOST} if the answer does not come: the request may have had its effect
   */
  RestAnswer send(String method, String path, BodyPublisher body) throws InterruptedException {
    int first = preferred.get();
    for (int i = 0; ; i++) {
      int host = (first + i) % hosts.size();
      try {
        RestAnswer answer = send(hosts.get(host), method, path, body);
        preferred.set(host);
        return answer;
      } catch (ConnectException | HttpConnectTimeoutException e) {
        if (i == hosts.size() - 1) {
          throw unreachable(hosts.get(host), e);
        }
      } catch (SSLException e) {
        throw failed(ErrorCode.TLS_FAILED, hosts.get(host), e);
      } catch (IOException e) {
        preferred.set((host + 1) % hosts.size());
        throw failed(ErrorCode.CONNECTION_LOST, hosts.get(host), e);
      }
    }
  }

  private RestAnswer send(URI host, String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(host + path))
            .timeout(answerLimit)
            .header("Accept", "application/json")
            .method(method, body);
    if (body.contentLength() > 0) {
      request.header("Content-Type", "application/json");
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new RestAnswer(response.statusCode(), response.body());
  }

  private static EvertException unreachable(URI host, IOException e) {
    boolean unknown = e.getCause() instanceof UnresolvedAddressException;
    String why = unknown ? "there is no host of this name" : reason(e, "nothing answers there");
    return new EvertException(
        ErrorCode.UNREACHABLE, "can not connect to " + host + ": " + why, null, e);
  }

  private static EvertException failed(ErrorCode code, URI host, IOException e) {
    return new EvertException(
        code,
        "talking to " + host + ": " + reason(e, e.getClass().getSimpleName()),
        code == ErrorCode.TLS_FAILED
            ? "Name the certificates to trust in the option cafile; plain HTTP has no +https."
            : null,
        e);
  }

  private static String reason(IOException e, String otherwise) {
    String message = e.getMessage();
    return message == null ? otherwise : message;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
