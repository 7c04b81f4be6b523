package dev.evert.shell.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.shell.errors.ErrorsPage.Example;
import dev.evert.testing.server.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/errors.md, typed as it stands there, on real servers. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String ANYTHING = "…";

  @TempDir private Path directory;
  private ExampleShop shop;

  @BeforeAll
  void open() throws SQLException, IOException {
    shop = ExampleShop.open(PostgresSettings.DEFAULT);
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @TestFactory
  Stream<DynamicTest> isToldAsThePageSays() {
    return ErrorsPage.read().examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.title(), () -> play(example)));
  }

  private void play(Example example) throws Exception {
    Path home = Files.createTempDirectory(directory, "ada");
    Stage stage = new Stage(home, shop);
    try {
      BadInputs.prepare(example.title(), stage);
      try (ShellRun run = stage.start(example.command())) {
        int exitCode = run.awaitEnd();
        List<String> printed = stage.asOnPage(run.printed());
        List<String> wanted = Stage.alike(text(example.printed()));
        if (!fit(wanted, printed)) {
          assertThat(text(printed)).isEqualTo(text(wanted));
        }
        assertThat(exitCode).isEqualTo(example.exitCode());
        assertThat(text(printed)).contains(example.code()).doesNotContain("\tat ", "secret");
      }
    } finally {
      stage.clear();
      forgetSlots();
    }
  }

  /** The next example may need one, and starts from nothing. */
  private void forgetSlots() throws SQLException {
    shop.execute(
        "select pg_terminate_backend(active_pid) from pg_replication_slots where active",
        "do $$ begin while exists (select 1 from pg_replication_slots where active) loop"
            + " perform pg_sleep(0.01); end loop; end $$",
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots");
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines);
  }

  /** Whether lines are as expected, where some stand for any number of others. */
  private static boolean fit(List<String> expected, List<String> actual) {
    if (expected.isEmpty()) {
      return actual.isEmpty();
    }
    List<String> rest = expected.subList(1, expected.size());
    if (!expected.getFirst().equals(ANYTHING)) {
      return !actual.isEmpty()
          && actual.getFirst().equals(expected.getFirst())
          && fit(rest, actual.subList(1, actual.size()));
    }
    for (int i = 0; i <= actual.size(); i++) {
      if (fit(rest, actual.subList(i, actual.size()))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everySectionIsInTheTable() {
    ErrorsPage page = ErrorsPage.read();
    List<String> titles = new ArrayList<>();
    page.examples().forEach(example -> titles.add(example.title()));
    assertThat(titles).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    assertThat(page.titles()).containsExactlyInAnyOrderElementsOf(titles);
    assertThat(titles).containsAll(BadInputs.titles());
  }
}
