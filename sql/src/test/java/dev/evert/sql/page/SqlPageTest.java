package dev.evert.sql.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.SqlCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/sql.md says: its examples can be maintained, and what it calls refused is. */
class SqlPageTest {
  /** How Maven starts tests: in the module's directory. */
  private static final Path PAGE = Path.of("..", "docs", "sql.md");

  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern REFUSED =
      Pattern.compile("(?m)^\\| `(select .+|with .+)` \\| (.+) \\|$");

  private static final Map<String, Schema> INPUTS =
      Map.of(
          "orders",
          new Schema(
              List.of(
                  Column.required("id", Type.Simple.INT4),
                  Column.required("customer", Type.Simple.INT4),
                  Column.nullable("status", Type.Text.ANY),
                  Column.nullable("total", new Type.Numeric(10, 2)),
                  Column.nullable("tags", new Type.Array(Type.Text.ANY)),
                  Column.nullable("details", Type.Simple.JSONB),
                  Column.nullable("placed", Type.Simple.TIMESTAMPTZ),
                  Column.nullable("day", Type.Simple.DATE)),
              List.of(0)),
          "customers",
          new Schema(
              List.of(
                  Column.required("id", Type.Simple.INT4),
                  Column.required("name", Type.Text.ANY),
                  Column.nullable("city", new Type.Text(40)),
                  Column.nullable("joined", Type.Simple.TIMESTAMP)),
              List.of(0)));

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> examples() {
    return BLOCK
        .matcher(page())
        .results()
        .flatMap(block -> Arrays.stream(block.group(1).split(";\n")))
        .map(String::strip)
        .filter(query -> !query.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void maintains(String query) {
    assertThatCode(() -> new SqlCompiler().compile(query, INPUTS)).doesNotThrowAnyException();
  }

  @Test
  void refusesWhatThePageSays() {
    List<MatchResult> rows = REFUSED.matcher(page()).results().toList();
    assertThat(rows).isNotEmpty();
    for (MatchResult row : rows) {
      EvertException refusal =
          catchThrowableOfType(
              EvertException.class, () -> new SqlCompiler().compile(row.group(1), INPUTS));
      assertThat(refusal).as(row.group(1)).isNotNull();
      assertThat(refusal).hasMessageContaining(row.group(2));
      assertThat(refusal.place()).as(row.group(1)).isPresent();
    }
  }
}
