package dev.evert.testing.opensearch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A real OpenSearch that a test starts, stops and starts again on the same data, without security
 * and on the loopback address only. Owned by one thread.
 */
public final class OpenSearchServer implements AutoCloseable {
  private static final int HEAP_MEGABYTES = 512;
  private static final int START_LIMIT_SECONDS = 180;

  private final Path directory;
  private final Process process;
  private final URI uri;

  private OpenSearchServer(Path directory, Process process, URI uri) {
    this.directory = directory;
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param directory where its data, configuration and log go; those of an earlier server are used
   * @param port the HTTP port, or 0 for any that is free
   * @throws IOException if it does not start; the message holds what it said
   */
  public static OpenSearchServer start(Path directory, int port) throws IOException {
    Files.createDirectories(directory);
    Process process =
        new ProcessBuilder(command(directory, port)).redirectErrorStream(true).start();
    // One that hangs is killed, which ends its output.
    CompletableFuture<Boolean> hung =
        new CompletableFuture<Process>()
            .completeOnTimeout(process, START_LIMIT_SECONDS, TimeUnit.SECONDS)
            .thenApply(late -> late.destroyForcibly().isAlive());
    BufferedReader output = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("port ")) {
        hung.cancel(false);
        Thread.ofVirtual().start(() -> drain(output));
        URI uri = URI.create("http://127.0.0.1:" + line.substring("port ".length()));
        return new OpenSearchServer(directory, process, uri);
      }
      said.append(line).append('\n');
    }
    throw new IOException("OpenSearch did not start in " + directory + ":\n" + said);
  }

  /** Where it answers: {@code http://127.0.0.1:PORT}, without a path. */
  public URI uri() {
    return uri;
  }

  /** Its process, for a test that stops it in mid-air. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Starts it again, after {@link #close} or a kill, with the same data on the same port. */
  public OpenSearchServer restart() throws IOException {
    close();
    return start(directory, uri.getPort());
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
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(Path directory, int port) throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        classPath(),
        OpenSearchNode.class.getName(),
        directory.toString(),
        String.valueOf(port));
  }

  private static String classPath() throws IOException {
    String here =
        OpenSearchServer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (InputStream file = OpenSearchServer.class.getResourceAsStream("class-path")) {
      if (file == null) {
        throw new IOException(
            "The build did not write the class path of OpenSearch beside " + here);
      }
      String libraries = new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
      return here + System.getProperty("path.separator") + libraries;
    }
  }

  /** Its log is in the directory too; a full pipe would stop it. */
  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It ended.
    }
  }
}
