package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/database.md shows can be done, in its order. */
final class DatabasePageTest {
  /** How Maven starts tests: in the module's directory. */
  private static final Path PAGE = Path.of("..", "docs", "database.md");

  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void allStatementsAreCarriedOut() throws IOException {
    Path jar = TestJar.of(directory, "Functions", JavaFunctionTest.source("1"));
    String page = Files.readString(PAGE).replace("'functions.jar'", "'" + jar + "'");
    List<String> blocks = BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(7);
    try (Opened open = new Opened(directory.resolve("data"))) {
      for (String block : blocks) {
        for (Statements.Part statement : Statements.split(block)) {
          open.run(statement.sql());
        }
      }
      assertThat(open.run("show views")).doesNotContain("named");
      assertThat(open.rows("select name, word from scores order by name"))
          .containsExactly("Ann|Ann", "Bob|Bob");
    }
  }
}
