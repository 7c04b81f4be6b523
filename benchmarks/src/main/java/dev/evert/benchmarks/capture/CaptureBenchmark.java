package dev.evert.benchmarks.capture;

import dev.evert.testing.opensearch.OpenSearchServer;
import dev.evert.testing.server.PostgresServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast a table is copied, and its changes are followed, into nothing and into search indexes,
 * with the durable log and the view written in each case; beside the bare Debezium Engine, which
 * throws its events away. Each contender has a JVM of its own, with the options of this one.
 *
 * <p>Arguments: rows of the snapshot and of the stream, and contenders ({@code debezium}, {@code
 * nothing}, {@code lucene}, {@code opensearch}; all of them if none is named).
 */
public final class CaptureBenchmark {
  private static final List<String> ALL = List.of("debezium", "nothing", "lucene", "opensearch");

  private final int rows;
  private final PostgresServer server;

  private CaptureBenchmark(int rows, PostgresServer server) {
    this.rows = rows;
    this.server = server;
  }

  /** Runs the benchmark. */
  public static void main(String[] arguments) throws Exception {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
    List<String> contenders =
        arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : ALL;
    try (PostgresServer server = PostgresServer.start()) {
      CaptureBenchmark benchmark = new CaptureBenchmark(rows, server);
      for (String contender : contenders) {
        benchmark.run(contender);
      }
    }
  }

  private void run(String contender) throws IOException, InterruptedException {
    switch (contender) {
      case "opensearch" -> {
        // A server of search takes thousands of documents a second, not hundreds of thousands.
        try (OpenSearchServer search =
            OpenSearchServer.start(Files.createTempDirectory("opensearch"), 0)) {
          run(contender, rows / 10, "opensearch://" + search.uri().getAuthority() + "/NAME");
        }
      }
      case "lucene" -> run(contender, rows / 2, "lucene://DIRECTORY/index");
      default -> run(contender, rows, "nothing:");
    }
  }

  private void run(String contender, int rows, String sink)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CaptureRun.class.getName());
    command.add(Integer.toString(server.port()));
    command.add(contender);
    command.add(Integer.toString(rows));
    command.add(Integer.toString(rows / 4));
    command.add(sink);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(contender + " ended with exit code " + code);
    }
  }
}
