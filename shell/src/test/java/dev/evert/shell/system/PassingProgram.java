package dev.evert.shell.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program in a pipe that gives each row as it is, and dies now and then. */
final class PassingProgram {
  private static final int LINES_OF_A_LIFE = 20_000;

  private PassingProgram() {}

  /** As it stands in a pipe. */
  static String stage(String columns) {
    return "exec:'"
        + Path.of(System.getProperty("java.home"), "bin", "java")
        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp '"
        + System.getProperty("java.class.path")
        + "' "
        + PassingProgram.class.getName()
        + " as ("
        + columns
        + ")";
  }

  /** Answers until it dies or its input ends. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int lines = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(line);
      if (++lines == LINES_OF_A_LIFE) {
        Runtime.getRuntime().halt(9);
      }
    }
  }
}
