package dev.evert.shell.errors;

import dev.evert.shell.Evert;
import dev.evert.testing.Deadline;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One command line in a process of its own, with all that it prints. Owned by one thread. */
final class ShellRun implements AutoCloseable {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final Process process;
  private final Path printed;

  private ShellRun(Process process, Path printed) {
    this.process = process;
    this.printed = printed;
  }

  /**
   * Starts {@code evert}.
   *
   * @param directory where it is started, and the home of whoever starts it
   * @param command the rest of the line, with single quotes as a shell has them
   */
  static ShellRun start(Path directory, Map<String, String> environment, String command)
      throws IOException {
    Path printed = Files.createTempFile("evert-printed", ".txt");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Evert.class.getName()));
    words.addAll(words(command));
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(PG|EVERT|COLUMNS).*"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    return new ShellRun(builder.start(), printed);
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  /** Waits until it has printed this. */
  void awaitPrinted(String text) {
    Deadline.await(
        text,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ":\n" + printed());
          }
          return printed().contains(text);
        });
  }

  /** Waits for its end; returns the exit code. */
  int awaitEnd() throws IOException {
    try {
      Deadline.await("the end of the process", () -> !process.isAlive());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; it printed:\n" + printed(), e);
    }
    return process.exitValue();
  }

  /** Asks it to stop in good order, and waits until it did. */
  void stop() throws IOException {
    process.destroy();
    awaitEnd();
  }

  String printed() throws IOException {
    return Files.readString(printed);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.delete(printed);
  }
}
