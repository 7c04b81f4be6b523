package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.view.StateDirectory;
import dev.evert.spi.error.EvertException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Views that can not be filled, for a reason that shows only when they are to be. */
final class UnfillableViewTest {
  /** More than a method of Java's virtual machine may have. */
  private static final String LARGE =
      IntStream.range(0, 1500)
          .mapToObj(i -> "substr(s || 'a" + i + "', v + " + i + ", 2 * v) as c" + i)
          .collect(Collectors.joining(", ", "create materialized view bad as select ", " from t"));

  @TempDir Path directory;

  @Test
  void theyAreRefusedAndAllElseGoesOn() {
    try (Opened open = new Opened(directory)) {
      open.run("create table t (v int, s text)", "insert into t values (1, 'x')");
      EvertException refused =
          Assertions.catchThrowableOfType(EvertException.class, () -> open.run(LARGE));
      assertThat(refused).hasMessageContaining("\"bad\" is defined, but can not be filled");
      assertThat(refused.remedy()).startsWith("Drop it");
      open.run("create materialized view n as select count(*) as n from t");
      open.run("insert into t values (2, 'y')");
      assertThat(open.rows("select n from n")).containsExactly("2");
      assertThat(open.run("show views")).contains("bad").contains("could not be filled");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select n from n")).as("restored").containsExactly("2");
      assertThat(open.failure("select c1 from bad")).isNotEqualTo("none");
    }
    StateDirectory.delete(directory.resolve("state/database"));
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select n from n")).as("derived anew").containsExactly("2");
      assertThat(open.failure("select c1 from bad")).isNotEqualTo("none");
      open.run("drop materialized view bad", "insert into t values (3, 'z')");
      assertThat(open.rows("select n from n")).containsExactly("3");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.rows("select n from n")).containsExactly("3");
      assertThat(open.run("show errors")).isEqualTo("none");
    }
  }
}
