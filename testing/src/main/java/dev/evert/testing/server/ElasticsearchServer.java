package dev.evert.testing.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Elasticsearch that a test starts, kills and starts again on the same data, without
 * security and on the loopback address only. As it refuses to run as root, it runs as nobody then.
 * Owned by one thread.
 */
public final class ElasticsearchServer implements AutoCloseable {
  private static final int START_LIMIT_SECONDS = 180;
  private static final String NOBODY = "65534";
  private static final Pattern HTTP =
      Pattern.compile("HttpServerTransport.*publish_address \\{([^}]+)}");

  /** Ends the server when the test's process does, however that ends. */
  private static final String SCRIPT =
      "bash bin/elasticsearch & server=$!; cat > /dev/null; kill $server; wait $server";

  private static final String OPTIONS = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1";

  private final Path home;
  private final Process process;
  private final URI uri;

  private ElasticsearchServer(Path home, Process process, URI uri) {
    this.home = home;
    this.process = process;
    this.uri = uri;
  }

  /** The distribution that the build fetched, in {@code -Devert.elasticsearch.zip=}, if it did. */
  public static Optional<Path> distribution() {
    return Optional.ofNullable(System.getProperty("evert.elasticsearch.zip"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  /**
   * Unpacks and starts a server, and waits until it answers.
   *
   * @param distribution the zip
   * @throws IOException if it does not start; the message holds what it said
   */
  public static ElasticsearchServer start(Path distribution) throws IOException {
    Path directory =
        Files.createTempDirectory(
            "elasticsearch",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path home = ZipFiles.unpack(distribution, directory);
    configure(home, 0);
    return run(home);
  }

  private static void configure(Path home, int port) throws IOException {
    Files.writeString(
        home.resolve("config").resolve("elasticsearch.yml"),
        """
        cluster.name: evert-testing
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: 0
        xpack.security.enabled: false
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(port));
  }

  private static ElasticsearchServer run(Path home) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(home)).directory(home.toFile());
    builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_JAVA_OPTS", OPTIONS);
    Process process = builder.redirectErrorStream(true).start();
    // One that hangs is killed, which ends its output.
    CompletableFuture<Void> hung =
        new CompletableFuture<Process>()
            .completeOnTimeout(process, START_LIMIT_SECONDS, TimeUnit.SECONDS)
            .thenAccept(ElasticsearchServer::kill);
    BufferedReader output = process.inputReader();
    StringBuilder said = new StringBuilder();
    String address = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher http = HTTP.matcher(line);
      if (http.find()) {
        address = http.group(1);
      } else if (line.contains("o.e.n.Node") && line.contains("] started ")) {
        hung.cancel(false);
        Thread.ofVirtual().start(() -> drain(output));
        return new ElasticsearchServer(home, process, URI.create("http://" + address));
      }
    }
    throw new IOException("Elasticsearch did not start in " + home + ":\n" + said);
  }

  private static List<String> command(Path home) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      run("chown", "-R", NOBODY + ":" + NOBODY, home.toString());
      command.addAll(
          List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"));
    }
    command.addAll(List.of("bash", "-c", SCRIPT));
    return command;
  }

  private static void run(String... command) throws IOException {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + " failed with " + exit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It ended.
    }
  }

  /** Where it answers: {@code http://127.0.0.1:PORT}, without a path. */
  public URI uri() {
    return uri;
  }

  /** Kills it where it stands. */
  public void kill() {
    kill(process);
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Starts it again, after {@link #close} or a kill, with the same data on the same port. */
  public ElasticsearchServer restart() throws IOException {
    close();
    configure(home, uri.getPort());
    return run(home);
  }

  /** Shuts it down in order, and waits for that. */
  @Override
  public void close() throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException e) {
      // It ended before; there is nothing to tell it.
    }
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
