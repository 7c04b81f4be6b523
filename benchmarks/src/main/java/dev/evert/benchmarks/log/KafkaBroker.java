package dev.evert.benchmarks.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own controller, in a process of its own, as its scripts start it. */
final class KafkaBroker implements AutoCloseable {
  private static final List<String> JVM =
      List.of(
          "-Xmx1g",
          "-XX:+UseG1GC",
          "-XX:MaxGCPauseMillis=20",
          "-XX:InitiatingHeapOccupancyPercent=35",
          "-XX:+ExplicitGCInvokesConcurrent");

  private final Process process;
  private final int port;

  private KafkaBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static KafkaBroker start(Path directory) throws Exception {
    int port = freePort();
    Path properties = directory.resolve("server.properties");
    Files.writeString(properties, properties(directory, port, freePort()));
    Path output = directory.resolve("broker.out");
    ProcessBuilder format =
        Child.java(
            List.of(),
            "kafka.tools.StorageTool",
            List.of("format", "-t", Uuid.randomUuid().toString(), "-c", properties.toString()));
    int exit = Child.start(redirect(format, output)).waitFor();
    if (exit != 0) {
      throw new IOException("Kafka's storage could not be formatted: " + Files.readString(output));
    }
    ProcessBuilder broker = Child.java(JVM, "kafka.Kafka", List.of(properties.toString()));
    return new KafkaBroker(Child.start(redirect(broker, output)), port);
  }

  private static ProcessBuilder redirect(ProcessBuilder program, Path output) {
    return program
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
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
    message.max.bytes=4194304
    """
        .formatted(port, controllerPort, directory.resolve("data"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while a broker was being stopped");
    }
  }
}
