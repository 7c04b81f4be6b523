package dev.evert.shell.system;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.Evert;
import dev.evert.shell.control.ControlClient;
import dev.evert.shell.control.ControlRequest;
import dev.evert.shell.home.EvertHome;
import dev.evert.shell.session.SessionCommands;
import dev.evert.shell.session.Verdict;
import dev.evert.shell.session.VerdictJson;
import dev.evert.shell.status.ReportJson;
import dev.evert.spi.error.EvertException;
import dev.evert.testing.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code evert run} in a process of its own, as anybody starts it. Owned by one thread. */
final class PipeProcess implements AutoCloseable {
  private static final boolean NIGHTLY = Boolean.getBoolean("evert.nightly");

  /** Millions of rows take their time where other work runs. */
  private static final Duration PATIENCE = Duration.ofMinutes(NIGHTLY ? 20 : 3);

  private final Process process;
  private final Path pipe;
  private final Path messages;

  private PipeProcess(Process process, Path pipe, Path messages) {
    this.process = process;
    this.pipe = pipe;
    this.messages = messages;
  }

  /**
   * How to run a pipe.
   *
   * @param home holds the pipe's data, and what its processes say
   * @param name what the pipe is called
   * @param text the pipe itself
   * @param java options for the machine, such as {@code -Xmx512m}
   */
  record Command(Path home, String name, String text, List<String> java) {
    Command {
      java = List.copyOf(java);
    }

    /** Where the pipe's data are. */
    Path pipe() {
      return new EvertHome(home).pipe(name).path();
    }

    PipeProcess run(String... options) throws IOException {
      List<String> all = new ArrayList<>(List.of("--name", name, "--quiet"));
      all.addAll(List.of(options));
      return start("run", text, all);
    }

    /** Runs {@code evert verify} to its end; returns its exit code. */
    int verify() throws IOException, InterruptedException {
      try (PipeProcess verification = start("verify", name, List.of())) {
        return verification.process.waitFor();
      }
    }

    private PipeProcess start(String command, String argument, List<String> options)
        throws IOException {
      Files.createDirectories(home);
      Path messages = home.resolve("messages.txt");
      Process process =
          new ProcessBuilder(words(command, argument, options))
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(Redirect.appendTo(messages.toFile()))
              .redirectError(Redirect.appendTo(messages.toFile()))
              .start();
      return new PipeProcess(process, pipe(), messages);
    }

    private List<String> words(String command, String argument, List<String> options) {
      // Assertions on: what holds inside is checked in each of its lives.
      Stream<String> machine =
          Stream.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-ea",
              "-XX:+UseSerialGC",
              "--enable-native-access=ALL-UNNAMED");
      Stream<String> evert =
          Stream.of("-cp", System.getProperty("java.class.path"), Evert.class.getName());
      Stream<String> arguments = Stream.of(command, argument, "--data", home.toString());
      return Stream.of(machine, java.stream(), evert, arguments, options.stream())
          .flatMap(words -> words)
          .toList();
    }
  }

  long pid() {
    return process.pid();
  }

  /** What the process says of its pipe; empty while it starts, and when it has ended. */
  Optional<PipeStatus> status() {
    Optional<ControlClient> client = ControlClient.connect(pipe);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    try (ControlClient control = client.get()) {
      String report = control.ask(ControlRequest.of(SessionCommands.STATUS));
      return Optional.of(ReportJson.read(report).status());
    } catch (EvertException e) {
      return Optional.empty();
    }
  }

  /** Waits until the pipe is as wanted; fails if it parks, or the process ends. */
  void await(String what, Predicate<PipeStatus> wanted) {
    Deadline.await(what, PATIENCE, () -> check().filter(wanted).isPresent());
  }

  /** Waits until the pipe has copied all that there was. */
  void awaitRunning() {
    await("the pipe follows changes", status -> status.phase() == Phase.RUNNING);
  }

  /** The most memory of the machine that the process ever had, in bytes. */
  long peakBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
      String kilobytes =
          lines
              .filter(line -> line.startsWith("VmHWM:"))
              .map(line -> line.replaceAll("\\D", ""))
              .findAny()
              .orElseThrow();
      return Long.parseLong(kilobytes) << 10;
    }
  }

  /** The status, if it can be had and nothing is wrong. */
  Optional<PipeStatus> check() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended with " + process.exitValue() + ":\n" + lastMessages());
    }
    Optional<PipeStatus> status = status();
    status.ifPresent(now -> {
      Stream<Optional<Failure>> failures =
          Stream.of(
                  now.sources().stream().map(PipeStatus.SourceStatus::failure),
                  Stream.of(now.view().failure()),
                  now.sinks().stream().map(PipeStatus.SinkStatus::failure))
              .flatMap(all -> all);
      failures
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(failure -> {
            throw new AssertionError("parked: " + failure + "\n" + lastMessages());
          });
    });
    return status;
  }

  /** Compares source, view and sinks at one position, as {@code evert verify} does. */
  List<Verdict> verify() {
    List<Verdict> verdicts = new ArrayList<>();
    try (ControlClient control = ControlClient.connect(pipe).orElseThrow()) {
      control.call(
          ControlRequest.of(SessionCommands.VERIFY), line -> verdicts.add(VerdictJson.read(line)));
    }
    return verdicts;
  }

  /** SIGKILL, which no process can prepare for. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** The end of what all processes of this pipe said. */
  String lastMessages() {
    try {
      List<String> lines = Files.readAllLines(messages);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
