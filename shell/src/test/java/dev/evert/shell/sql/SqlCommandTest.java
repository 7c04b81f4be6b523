package dev.evert.shell.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.shell.Evert;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code evert sql} prints, and what it ends with. */
final class SqlCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int sql(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("sql", "--data", directory.toString()));
    all.addAll(List.of(arguments));
    CommandLine line =
        Evert.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void rowsStandInColumns() {
    int code =
        sql(
            "-c",
            "create table t (k int primary key, name text); insert into t values (1, 'a'), (20,"
                + " null)",
            "-c",
            "select name, k from t order by k; select k from t where k > 5");
    assertThat(code).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "CREATE TABLE",
            "INSERT 2",
            " name | k",
            "------+----",
            " a    |  1",
            "      | 20",
            "(2 rows)",
            " k",
            "----",
            " 20",
            "(1 row)");
  }

  @Test
  void rowsCanBeCommaSeparated() {
    assertThat(sql("--csv", "-c", "select null as w, 'a, \"b\"' as x, null as y, '' as z"))
        .isZero();
    assertThat(out.toString().lines()).containsExactly("w,x,y,z", ",\"a, \"\"b\"\"\",,\"\"");
  }

  @Test
  void theFirstStatementThatFailsEndsTheRunWithItsPlace() throws IOException {
    Path file = directory.resolve("script.sql");
    Files.writeString(
        file, "select 1 as one;\n\nselect nme\nfrom (select 1 as name) as t;\nselect 2");
    assertThat(sql(file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("(1 row)").doesNotContain("2");
    assertThat(err.toString()).contains("script.sql:3", "EV-1006 (42703)", "Did you mean name?");
  }

  @Test
  void anyNumberOfWorkersGivesTheSame() {
    assertThat(sql("--workers", "3", "-c", "select 1 as one")).isZero();
    assertThat(out.toString()).contains("(1 row)");
    assertThat(sql("--workers", "0", "-c", "select 1 as one")).isNotZero();
    assertThat(err.toString()).contains("--workers must be 1 to 256, got 0", "EV-");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    assertThat(sql("nothing.sql")).isEqualTo(1);
    assertThat(err.toString()).contains("EV-3009", "nothing.sql");
  }
}
