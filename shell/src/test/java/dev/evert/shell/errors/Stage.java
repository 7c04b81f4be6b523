package dev.evert.shell.errors;

import dev.evert.testing.server.PostgresSettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Where one example is played: a home directory and an environment, beside a database. What the
 * page calls {@code localhost:54321} and {@code /home/ada} is somewhere else in truth.
 */
final class Stage {
  private static final String PORT = "localhost:54321";

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Ending> endings = new ArrayList<>();
  private final ExampleShop shop;
  private int port;

  /** What is done when the play is over. */
  @FunctionalInterface
  private interface Ending {
    void run() throws Exception;
  }

  Stage(Path home, ExampleShop shop) {
    this.home = home;
    this.shop = shop;
    this.port = shop.port();
    environment.put("PGPASSWORD", "secret");
  }

  Path home() {
    return home;
  }

  Map<String, String> environment() {
    return environment;
  }

  ExampleShop shop() {
    return shop;
  }

  /** A server of which this parameter is another. */
  ExampleShop serverWith(String parameter, String value) throws SQLException, IOException {
    ExampleShop other = ExampleShop.open(PostgresSettings.DEFAULT.parameter(parameter, value));
    endings.add(other::close);
    port = other.port();
    return other;
  }

  /** Starts a command of the page. */
  ShellRun start(String command) throws IOException {
    return ShellRun.start(home, environment, command.replace(PORT, "localhost:" + port));
  }

  /** Runs a pipe until it has copied everything, and leaves it running. */
  ShellRun running(String command) throws IOException {
    ShellRun run = start(command);
    endings.add(run::close);
    run.awaitPrinted("following changes");
    return run;
  }

  /** Runs a pipe until it has copied everything, and stops it. */
  void ran(String command) throws IOException {
    running(command).stop();
  }

  /** A file below the directory of all pipes; the last of several that begin so. */
  Path pipeFile(String directory, String beginning) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve(".evert/pipes").resolve(directory))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
          .max(Path::compareTo)
          .orElseThrow();
    }
  }

  /** Turns the bits of one byte. */
  static void damage(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int value = bytes.read();
      bytes.seek(offset);
      bytes.write(~value);
    }
  }

  /** Mounts a file system of its own on a directory; skips the example for who may not. */
  void mount(String directory, String options) throws Exception {
    Path place = Files.createDirectories(home.resolve(directory));
    int code =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    Assumptions.assumeTrue(code == 0, "only root may mount file systems");
    endings.add(() -> new ProcessBuilder("umount", place.toString()).start().waitFor());
  }

  /** What was printed, as it would be on the page but for numbers that differ each time. */
  List<String> asOnPage(String printed) {
    return alike(printed.replace(":" + port, ":54321").replace(home.toString(), "/home/ada"));
  }

  /** Lines with the same in place of numbers that differ each time. */
  static List<String> alike(String printed) {
    return printed
        .replaceAll("process \\d+", "process 4711")
        .replaceAll("(?<=_)[0-9a-f]{6}(?![0-9a-z])", "3f9a2c")
        .replaceAll("(?<=_)[0-9a-f]{10}\\b", "51d07be832")
        .replaceAll("\\b[0-9A-F]+/[0-9A-F]{6,8}\\b", "0/16B3748")
        .replaceAll("\\b(offset|position) \\d+", "$1 N")
        .replaceAll("\\b(expected|actual)=[0-9a-f]{6,8}", "$1=N")
        .replaceAll("segments_\\w+", "segments_2")
        .replaceAll("block of \\d+ bytes", "block of N bytes")
        .replaceAll("should be [0-9a-f]{6,8}, is [0-9a-f]{6,8}", "should be 3805e151, is 573e838a")
        .lines()
        .toList();
  }

  /** Undoes what was done, last things first. */
  void clear() throws Exception {
    for (Ending ending : endings.reversed()) {
      ending.run();
    }
  }
}
