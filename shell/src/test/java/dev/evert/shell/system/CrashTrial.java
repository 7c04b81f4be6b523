package dev.evert.shell.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.journal.JournalVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The lives of one pipe: each ends with SIGKILL, while the source goes on changing.
 *
 * @param query what PostgreSQL itself is asked
 * @param comparisons how many {@code evert verify} makes: one for each table, view and sink
 */
record CrashTrial(
    PipeProcess.Command command,
    ShopDatabase shop,
    String query,
    FilledStore store,
    int comparisons) {
  private static final int LIVES_BETWEEN_LOOKS = 4;
  private static final List<String> JAVA = List.of("-Xmx384m", "-XX:TieredStopAtLevel=1");

  /** How to run a pipe of a trial. */
  static PipeProcess.Command command(Path directory, String text) {
    return new PipeProcess.Command(directory.resolve("home"), "crashing", text, JAVA);
  }

  /** Lives so many times, and then comes to rest. */
  void survive(int kills, Traffic traffic, Random random) throws Exception {
    try (traffic) {
      traffic.start();
      for (int kill = 1; kill <= kills; kill++) {
        Life life = life(kill, random);
        try (PipeProcess process = command.run(life.options())) {
          if (kill % LIVES_BETWEEN_LOOKS == 0) {
            traffic.pause();
            look(process, traffic.lastId());
            traffic.start();
          }
          life.end().await(process, command, shop, random);
          process.kill();
          System.out.println("kill " + kill + " " + life);
        }
      }
      traffic.pause();
      System.out.println(traffic.committed() + " transactions were committed meanwhile");
      finish(traffic.lastId());
    }
  }

  /**
   * A process's life.
   *
   * @param anew whether all is copied anew
   */
  private record Life(KillMoment end, boolean anew) {
    String[] options() {
      Stream<String> options = Stream.of("--checkpoint", "300ms");
      Stream<String> more = anew ? Stream.of("--resnapshot") : Stream.of();
      return Stream.concat(options, more).toArray(String[]::new);
    }
  }

  private static Life life(int kill, Random random) {
    if (kill <= 2 || random.nextInt(8) == 0) {
      return new Life(KillMoment.SNAPSHOT, kill > 2);
    }
    List<KillMoment> others =
        Stream.of(KillMoment.values()).filter(moment -> moment != KillMoment.SNAPSHOT).toList();
    return new Life(others.get(random.nextInt(others.size())), false);
  }

  /** Compares while the source is at rest. */
  private void look(PipeProcess process, int lastId) throws SQLException {
    process.awaitRunning();
    assertThat(process.verify())
        .hasSize(comparisons)
        .allMatch(verdict -> verdict.skipped().isEmpty() && !verdict.differs());
    compare(lastId);
  }

  private void compare(int lastId) throws SQLException {
    SortedMap<Long, String> expected = shop.answer(query);
    assertThat(expected).isNotEmpty();
    assertThat(ResultRows.difference(expected, store.rows(lastId))).isEmpty();
  }

  private void finish(int lastId) throws IOException, InterruptedException, SQLException {
    try (PipeProcess process = command.run()) {
      look(process, lastId);
      assertThat(process.stop()).isZero();
    }
    assertThat(command.verify()).as("evert verify").isZero();
    compare(lastId);
    Path log = command.pipe().resolve("log");
    assertThat(JournalVerification.run(log, _ -> {}).problems()).isEmpty();
  }
}
