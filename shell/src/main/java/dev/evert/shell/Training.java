package dev.evert.shell;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import picocli.CommandLine;

/**
 * Runs the commands that should start fast, so that the JVM can note which classes and methods they
 * need. The launcher runs it once after a build, to make the ahead-of-time cache.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("--version"), List.of("--help"), List.of());

  private Training() {}

  public static void main(String[] args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (List<String> command : COMMANDS) {
      CommandLine line = Evert.commandLine().setOut(nowhere).setErr(nowhere);
      line.execute(command.toArray(String[]::new));
    }
  }
}
