package dev.evert.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.shell.console.Ink;
import dev.evert.shell.session.Verdict;
import dev.evert.shell.session.VerdictJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
  private static final Verdict EQUAL =
      new Verdict("view", "p9", Optional.empty(), 1234, 1234, "abc", "abc", 0, 0, List.of());
  private static final Verdict DIFFERS = sink(0);
  private static final Verdict SKIPPED =
      new Verdict(
          "source x",
          "p9",
          Optional.of("EV-2001 (08001): no route"),
          0,
          0,
          "",
          "",
          0,
          0,
          List.of());

  private static Verdict sink(long repaired) {
    List<Verdict.Row> rows =
        List.of(new Verdict.Row("5", "missing"), new Verdict.Row("a\u001b", "surplus"));
    return new Verdict(
        "sink lucene:///x",
        "p9",
        Optional.empty(),
        1234,
        1233,
        "abc",
        "0".repeat(32),
        3,
        repaired,
        rows);
  }

  @Test
  void allAgree() {
    assertThat(text(EQUAL))
        .isEqualTo(
            """
            equal  view: 1,234 rows, digest abc
            All agree at position p9.\
            """);
    assertThat(VerifyCommand.exitCode(List.of(EQUAL))).isZero();
  }

  @Test
  void digestsThatDifferWithoutARowDoNotAgree() {
    Verdict unequal =
        new Verdict("view", "p9", Optional.empty(), 2, 2, "abc", "abd", 0, 0, List.of());
    assertThat(text(unequal)).startsWith("differs  view: it changed while it was compared");
    assertThat(VerdictJson.write(unequal)).contains("\"equal\":false");
    assertThat(VerifyCommand.exitCode(List.of(unequal))).isEqualTo(3);
  }

  @Test
  void rowsThatDifferAreNamed() {
    assertThat(text(EQUAL, DIFFERS))
        .isEqualTo(
            """
            equal  view: 1,234 rows, digest abc
            differs  sink lucene:///x: 3 rows differ: it holds 1,233 rows, expected 1,234
                missing  5
                surplus  a\u241b
                and 1 more
            Not all agree at position p9. To repair sinks: evert verify best --repair\
            """);
    assertThat(VerifyCommand.exitCode(List.of(EQUAL, DIFFERS, SKIPPED))).isEqualTo(3);
  }

  @Test
  void whatWasRepairedAgrees() {
    assertThat(text(sink(3))).startsWith("repaired  sink").endsWith("All agree at position p9.");
    assertThat(VerifyCommand.exitCode(List.of(sink(3)))).isZero();
  }

  @Test
  void whatCouldNotBeComparedIsNoAgreement() {
    assertThat(text(EQUAL, SKIPPED))
        .isEqualTo(
            """
            equal  view: 1,234 rows, digest abc
            not compared  source x: EV-2001 (08001): no route
            What could be compared agrees at position p9.\
            """);
    assertThat(VerifyCommand.exitCode(List.of(EQUAL, SKIPPED))).isOne();
  }

  @Test
  void otherProcessesGetTheSame() {
    for (Verdict verdict : List.of(EQUAL, DIFFERS, SKIPPED, sink(3))) {
      assertThat(VerdictJson.read(VerdictJson.write(verdict))).isEqualTo(verdict);
    }
  }

  private static String text(Verdict... verdicts) {
    return String.join("\n", new VerdictText(Ink.PLAIN, "best").lines(List.of(verdicts)));
  }
}
