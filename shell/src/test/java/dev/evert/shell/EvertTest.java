package dev.evert.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EvertTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void versionNamesEvertAndJava() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString())
        .matches("evert \\d+\\.\\d+\\.\\d+\\S*( \\(\\w+\\))? on Java 25.*\\R");
  }

  @Test
  void helpIsNoError() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: evert");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void nothingToDoIsAnErrorThatSaysHowToUseIt() {
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("Usage: evert");
  }

  private int run(String... args) {
    CommandLine line = Evert.commandLine();
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
  }
}
