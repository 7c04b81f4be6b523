package dev.evert.testing.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A real Kafka broker that is its own controller, with the JVM options of Kafka's scripts, on the
 * loopback address only. A client that connects waits until it is up. It ends when this JVM does.
 * Owned by one thread.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final List<String> JVM =
      List.of(
          "-Xmx1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35",
          "-XX:+ExplicitGCInvokesConcurrent");

  private static final int STOP_LIMIT_SECONDS = 20;

  private final Process process;
  private final int port;

  private KafkaBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a broker without data.
   *
   * @param directory empty; for its data, its settings and what it says
   * @throws IOException if its storage cannot be prepared; the message holds what it said
   */
  public static KafkaBroker start(Path directory) throws IOException {
    int port = freePort();
    Path properties = directory.resolve("server.properties");
    Files.writeString(properties, properties(directory, port, freePort()));
    Path output = directory.resolve("broker.out");
    Process format =
        java(
            output,
            List.of(),
            List.of(
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id=" + clusterId(), // it may begin with a dash
                "-c",
                properties.toString()));
    if (await(format) != 0) {
      throw new IOException("Kafka's storage was not prepared: " + Files.readString(output));
    }
    return new KafkaBroker(java(output, JVM, List.of("kafka.Kafka", properties.toString())), port);
  }

  private static String clusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String properties(Path directory, int port, int controllerPort) {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:%2$d
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
    log.dirs=%3$s
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    """
        .formatted(port, controllerPort, directory.resolve("data"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process java(Path output, List<String> jvm, List<String> program)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath()));
    command.addAll(program);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static int await(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for Kafka");
    }
  }

  /** The libraries of the broker, which its own version of the client is among. */
  public static String classPath() throws IOException {
    try (InputStream file = KafkaBroker.class.getResourceAsStream("class-path")) {
      if (file == null) {
        throw new IOException("The build did not write the class path of Kafka");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Where clients connect to: {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Its process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Shuts it down in order, or kills it if that takes too long. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
