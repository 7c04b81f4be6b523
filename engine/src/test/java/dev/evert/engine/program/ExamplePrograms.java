package dev.evert.engine.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Programs for tests, each behaving in its own way; run in processes of their own. */
final class ExamplePrograms {
  private ExamplePrograms() {}

  /** The command that runs one. */
  static List<String> command(String behaviour) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        ExamplePrograms.class.getName(),
        behaviour);
  }

  /** Runs as the first argument says. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (arguments[0].equals("deaf")) {
      LockSupport.park();
    }
    int count = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      answer(arguments[0], line, ++count, out);
    }
  }

  private static void answer(String behaviour, String line, int count, PrintStream out) {
    switch (behaviour) {
      case "echo" -> out.println(line);
      case "tired" -> {
        out.println(line);
        if (count == 3) {
          System.exit(7);
        }
      }
      case "poisoned" -> {
        if (line.contains("poison")) {
          System.err.println("I can not stomach this");
          System.exit(1);
        }
        out.println(line);
      }
      case "dead" -> {
        System.err.println("no module named model");
        System.exit(2);
      }
      case "chatty" -> out.println(line + "\n" + line);
      case "silent" -> {}
      case "banner" -> out.println(count == 1 ? "Hello!\n" + line : line);
      case "outage" -> {
        if (Files.exists(Path.of(line.substring(0, line.indexOf(' '))))) {
          System.exit(3);
        }
        out.println(line);
      }
      default -> throw new IllegalArgumentException(behaviour);
    }
  }
}
