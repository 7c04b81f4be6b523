package dev.evert.sql.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expressions at the edges of what functions do, one a line in the files of {@code expressions},
 * give what PostgreSQL gives. {@code id} is 0, 1 and 2: with it an expression is no constant.
 */
class ExpressionFileTest {
  private static final Path FILES = Path.of("src/test/resources/expressions");
  private static final int ROWS = 3;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void equalsPostgres(Path file) throws IOException, SQLException {
    List<String> wrong = new ArrayList<>();
    try (Oracle oracle = new Oracle("expression_file")) {
      ExpressionOracle both = new ExpressionOracle(oracle, new Random(1), ROWS);
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("--")) {
          check(line, both, wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(String expression, ExpressionOracle both, List<String> wrong)
      throws SQLException {
    List<@Nullable String> right = both.right(expression);
    List<@Nullable String> ours;
    try {
      ours = both.ours(expression);
    } catch (EvertException e) {
      ours = right.stream().<@Nullable String>map(_ -> "!" + e.getMessage()).toList();
    }
    for (int row = 0; row < right.size(); row++) {
      if (!SqlStates.near(ours.get(row), right.get(row))) {
        wrong.add(
            expression + " in row " + row + ": " + ours.get(row) + " instead of " + right.get(row));
        return;
      }
    }
  }
}
