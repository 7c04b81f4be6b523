package dev.evert.benchmarks.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One contender in a JVM of its own: copies a table, is stopped, and then takes the changes that
 * were made meanwhile; once to get warm, and once measured.
 *
 * <p>Arguments: the server's port, contender, rows, rows to get warm, sink's URI.
 */
final class CaptureRun {
  private final int port;
  private final String contender;
  private final String sink;

  private CaptureRun(int port, String contender, String sink) {
    this.port = port;
    this.contender = contender;
    this.sink = sink;
  }

  public static void main(String[] arguments) throws Exception {
    CaptureRun run = new CaptureRun(Integer.parseInt(arguments[0]), arguments[1], arguments[4]);
    run.measure(Integer.parseInt(arguments[3]), "warm_", false);
    run.measure(Integer.parseInt(arguments[2]), "", true);
    System.exit(0);
  }

  private void measure(int rows, String prefix, boolean shown) throws Exception {
    Workload workload = new Workload(port, prefix + contender);
    createDatabase(workload.database());
    workload.create(rows);
    Capture capture = capture(workload);
    Figure snapshot = Figure.begin("snapshot, " + contender);
    capture.start();
    capture.awaitRows(rows);
    snapshot.end(rows, shown);
    capture.stop();
    workload.insertMany(rows + 1, rows);
    Figure stream = Figure.begin("stream, " + contender);
    capture.start();
    capture.awaitRows(2L * rows);
    stream.end(rows, shown);
    capture.stop();
  }

  private Capture capture(Workload workload) throws Exception {
    Path directory = Files.createTempDirectory("capture");
    if (contender.equals("debezium")) {
      return new DebeziumCapture(workload, directory);
    }
    return new EvertCapture(
        workload,
        directory,
        sink.replace("DIRECTORY", directory.toString()).replace("NAME", workload.database()));
  }

  private void createDatabase(String name) throws SQLException {
    try (Connection connection = new Workload(port, "postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }
}
