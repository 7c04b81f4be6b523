package dev.evert.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.engine.program.ProgramRunner.Outcome;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(outcomes("poisoned", "a", "poison", "b").get(1).toString())
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
  void oneThatAnswersNothingForAWhileIsAskedAgainLater(@TempDir Path directory) throws Exception {
    Path outage = directory.resolve("outage");
    try (ProgramRunner runner = runner(ExamplePrograms.command("outage"), PATIENCE)) {
      assertThat(runner.ask(bytes(outage + " 1"))).hasSize(1);
      Files.createFile(outage);
      assertThatThrownBy(() -> runner.ask(bytes(outage + " 2")))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_BUSY));
      Files.delete(outage);
      assertThat(runner.ask(bytes(outage + " 2", outage + " 3")))
          .extracting(ProgramRunnerTest::text)
          .containsExactly(outage + " 2", outage + " 3");
    }
  }

  @Test
  void oneThatSaysSomethingElseFirstIsStoppedBeforeAnAnswerIsTaken() {
    assertThatThrownBy(() -> ask("banner", "a", "b", "c"))
        .hasMessageContaining("more lines than it was given");
  }

  @Test
  void oneThatDoesNotReadCanBeStopped() {
    String line = "x".repeat(3 << 20);
    assertThatThrownBy(() -> ask(ExamplePrograms.command("deaf"), Duration.ofMillis(200), line))
        .hasMessageContaining("gave no line");
  }

  @Test
  void nobodyWaitsForOneThatIsStopped() throws InterruptedException {
    AtomicBoolean stopping = new AtomicBoolean();
    List<String> command = ExamplePrograms.command("silent");
    try (ProgramRunner runner =
        new ProgramRunner(command, PATIENCE, Objects::requireNonNull, stopping::get)) {
      Thread.ofVirtual().start(() -> stopping.set(true));
      assertThatThrownBy(() -> runner.ask(bytes("a"))).hasMessageContaining("being stopped");
    }
  }

  @Test
  void oneThatIsNotThereCanNotBeStarted() {
    assertThatThrownBy(() -> ask(List.of("/no/such/program"), PATIENCE, "a"))
        .isInstanceOfSatisfying(EvertException.class, ProgramRunnerTest::assertProgramFailed)
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void oneThatGivesTooManyLinesIsStopped() {
    assertThatThrownBy(() -> ask("chatty", "a", "b"))
        .hasMessageContaining("more lines than it was given");
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
      return runner.ask(bytes(lines)).stream().map(ProgramRunnerTest::text).toList();
    }
  }

  private static List<Outcome> outcomes(String behaviour, String... lines)
      throws InterruptedException {
    try (ProgramRunner runner = runner(ExamplePrograms.command(behaviour), PATIENCE)) {
      return runner.ask(bytes(lines));
    }
  }

  private static @Nullable String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Line(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case Outcome.GivenUp _ -> null;
    };
  }

  private static ProgramRunner runner(List<String> command, Duration patience) {
    return new ProgramRunner(command, patience, Objects::requireNonNull, () -> false);
  }

  private static List<byte[]> bytes(String... lines) {
    return Arrays.stream(lines).map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
