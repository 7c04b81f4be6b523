package dev.evert.shell.demo;

import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.session.SessionCommands;
import dev.evert.shell.session.Verdict;
import dev.evert.shell.session.VerdictJson;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A process of its own that runs the demo's pipe: {@code evert run}, as anybody would start it. */
final class Worker implements AutoCloseable {
  /** What the pipe is called. */
  static final String PIPE = "demo";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Process process;
  private final Path directory;
  private final Path messages;

  private Worker(Process process, Path directory, Path messages) {
    this.process = process;
    this.directory = directory;
    this.messages = messages;
  }

  /** Starts a process that runs a pipe, given by its text or its name. */
  static Worker start(DemoPlace place, String pipe, String... options) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java.toString(), "-Xmx768m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.evert.shell.Evert", "run", pipe));
    command.addAll(List.of("--data", place.home().toString()));
    command.addAll(List.of(options));
    Path messages = place.directory().resolve("worker.log");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.appendTo(messages.toFile()))
            .redirectError(Redirect.appendTo(messages.toFile()))
            .start();
    return new Worker(process, new EvertHome(place.home()).pipe(PIPE).path(), messages);
  }

  /** The process's number. */
  long pid() {
    return process.pid();
  }

  /** Kills it: SIGKILL, which no process can prepare for. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Waits until a report of the process is as wanted. */
  PipeReport await(Predicate<PipeReport> wanted) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      Optional<PipeReport> report = report();
      if (report.filter(wanted).isPresent()) {
        return report.get();
      }
      if (!process.isAlive() || Narrator.since(start).compareTo(PATIENCE) > 0) {
        throw new EvertException(
            ErrorCode.INTERNAL, "the demo's worker does not come on:\n" + lastMessages());
      }
      process.waitFor(POLL);
    }
  }

  /** What the process says of its pipe; empty while it starts. */
  private Optional<PipeReport> report() {
    Optional<ControlClient> client = ControlClient.connect(directory);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    try (ControlClient control = client.get()) {
      return Optional.of(ReportJson.read(control.ask(ControlRequest.of(SessionCommands.STATUS))));
    } catch (EvertException e) {
      return Optional.empty();
    }
  }

  /** Compares source, view and sink. */
  List<Verdict> verify() {
    List<Verdict> verdicts = new ArrayList<>();
    try (ControlClient control = ControlClient.connect(directory).orElseThrow()) {
      control.call(
          ControlRequest.of(SessionCommands.VERIFY), line -> verdicts.add(VerdictJson.read(line)));
    }
    return verdicts;
  }

  private String lastMessages() {
    try {
      List<String> lines = Files.readAllLines(messages);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "its messages are in " + messages;
    }
  }

  /** Stops it in good order. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
