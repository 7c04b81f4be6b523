package dev.evert.testing.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A proxy before an HTTP server that does to each request what a test tells it to: pass it on,
 * answer it otherwise, lose it or its answer, keep it for later. Has a thread for each connection.
 */
public final class HttpProxy implements AutoCloseable {
  private final ServerSocket socket;
  private final String scheme;
  private final HttpUpstream upstream;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<HttpFault.Request> seen = new CopyOnWriteArrayList<>();
  private volatile HttpFault fault = HttpFault.none();

  private HttpProxy(URI server, ServerSocketFactory sockets, String scheme) throws IOException {
    this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.upstream = new HttpUpstream(server);
    Thread.ofVirtual().start(this::accept);
  }

  /** Starts a proxy on a free port of the loopback address. */
  public static HttpProxy before(URI server) throws IOException {
    return new HttpProxy(server, ServerSocketFactory.getDefault(), "http");
  }

  /** Starts one that speaks TLS. */
  public static HttpProxy before(URI server, SSLContext tls) throws IOException {
    return new HttpProxy(server, tls.getServerSocketFactory(), "https");
  }

  /** Where it answers, without a path. */
  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
  }

  /** Does this to requests from now on. */
  public void inject(HttpFault newFault) {
    fault = newFault;
  }

  /** What was asked for so far. */
  public List<HttpFault.Request> seen() {
    return List.copyOf(seen);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        // closed, or a client went away in the handshake
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream());
      for (Optional<HttpFault.Request> request = read(in);
          request.isPresent();
          request = read(in)) {
        seen.add(request.get());
        Optional<HttpFault.Answer> answer = fault.apply(request.get(), upstream);
        if (answer.isEmpty()) {
          return;
        }
        write(answer.get(), out);
      }
    } catch (IOException e) {
      // the client or the server went away: so be it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  private static Optional<HttpFault.Request> read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] parts = header.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    String[] words = first.split(" ", 3);
    return Optional.of(new HttpFault.Request(words[0], words[1], headers, body));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void write(HttpFault.Answer answer, OutputStream out) throws IOException {
    String head =
        "HTTP/1.1 "
            + answer.status()
            + " \r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + answer.body().length
            + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body());
    out.flush();
  }

  /** Cuts all connections, as if the network had. */
  public void cut() {
    for (Socket connection : open) {
      try {
        connection.close();
      } catch (IOException e) {
        // it was closed already
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cut();
    upstream.close();
  }
}
