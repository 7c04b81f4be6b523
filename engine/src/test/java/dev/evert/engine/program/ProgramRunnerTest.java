package dev.evert.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.engine.program.ProgramRunner.Outcome;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs are asked in order, started again when they end, and given up where that is no use. */
final class ProgramRunnerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void answersComeInOrder() throws InterruptedException {
    String[] lines = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).toArray(String[]::new);
    assertThat(ask("echo", lines)).containsExactly(lines);
  }

  @Test
  void oneThatEndsIsStartedAgainWithTheRowsItOwes() throws InterruptedException {
    String[] lines = IntStream.range(0, 10).mapToObj(i -> "line " + i).toArray(String[]::new);
    assertThat(ask("tired", lines)).containsExactly(lines);
  }

  @Test
  void aRowAtWhichItEndsAgainAndAgainIsGivenUp() throws InterruptedException {
    assertThat(ask("poisoned", "a", "b", "poison", "c", "poison", "d"))
        .containsExactly("a", "b", null, "c", null, "d");
    assertThat(outcomes("poisoned", "a", "poison", "b").get(1).reason())
        .contains("ended with status 1")
        .contains("I can not stomach this");
  }

  @Test
  void aRowThatIsGivenUpFirstDoesNotHoldUpTheOthers() throws InterruptedException {
    assertThat(ask("poisoned", "poison", "a")).containsExactly(null, "a");
  }

  @Test
  void oneThatAnswersNothingIsAtFaultItself() {
    assertThatThrownBy(() -> ask("dead", "a", "b", "c", "d", "e"))
        .isInstanceOfSatisfying(EvertException.class, ProgramRunnerTest::assertProgramFailed)
        .hasMessageContaining("no module named model");
    assertThatThrownBy(() -> ask("dead", "a")).hasMessageContaining("no module named model");
  }

  @Test
  void oneThatIsNotThereCanNotBeStarted() {
    assertThatThrownBy(() -> ask(List.of("/no/such/program"), PATIENCE, "a"))
        .isInstanceOfSatisfying(EvertException.class, ProgramRunnerTest::assertProgramFailed)
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void oneThatGivesTooManyLinesIsStopped() throws InterruptedException {
    try (ProgramRunner runner = runner(ExamplePrograms.command("chatty"), PATIENCE)) {
      runner.ask(bytes("a"));
      assertThatThrownBy(
              () -> {
                while (true) {
                  runner.ask(bytes("b"));
                }
              })
          .hasMessageContaining("more lines than it was given");
    }
  }

  @Test
  void oneThatIsSilentIsNotWaitedForForEver() {
    assertThatThrownBy(() -> ask(ExamplePrograms.command("silent"), Duration.ofSeconds(1), "a"))
        .hasMessageContaining("flush its output");
  }

  private static void assertProgramFailed(EvertException failure) {
    assertThat(failure.code()).isEqualTo(ErrorCode.PROGRAM_FAILED);
    assertThat(failure.transientFailure()).isFalse();
  }

  private static List<String> ask(String behaviour, String... lines) throws InterruptedException {
    return ask(ExamplePrograms.command(behaviour), PATIENCE, lines);
  }

  private static List<String> ask(List<String> command, Duration patience, String... lines)
      throws InterruptedException {
    try (ProgramRunner runner = runner(command, patience)) {
      return runner.ask(bytes(lines)).stream()
          .map(outcome -> outcome.bytes())
          .map(line -> line == null ? null : new String(line, StandardCharsets.UTF_8))
          .toList();
    }
  }

  private static List<Outcome> outcomes(String behaviour, String... lines)
      throws InterruptedException {
    try (ProgramRunner runner = runner(ExamplePrograms.command(behaviour), PATIENCE)) {
      return runner.ask(bytes(lines));
    }
  }

  private static ProgramRunner runner(List<String> command, Duration patience) {
    return new ProgramRunner(command, patience, Objects::requireNonNull);
  }

  private static List<byte[]> bytes(String... lines) {
    return Arrays.stream(lines).map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
