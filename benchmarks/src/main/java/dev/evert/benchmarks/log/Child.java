package dev.evert.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts Java programs in processes of their own, which end when this one does. */
final class Child {
  private Child() {}

  /**
   * A program of this class path.
   *
   * @param jvm options of the virtual machine
   * @param before goes before this class path
   */
  static ProcessBuilder java(
      List<String> jvm, String before, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(jvm);
    command.addAll(
        List.of("-classpath", before + System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** Starts it, and sees to its end. */
  static Process start(ProcessBuilder program) throws IOException {
    Process process = program.start();
    Thread end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    return process;
  }
}
