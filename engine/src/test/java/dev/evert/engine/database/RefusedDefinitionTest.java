package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions in the log that can not be carried out where they stand. */
final class RefusedDefinitionTest {
  @TempDir Path directory;

  @Test
  void theyAreToldAndTheDatabaseGoesOn() {
    String errors;
    ViewDigest digest;
    try (Opened open = new Opened(directory)) {
      open.run("create table t (k int primary key)", "insert into t values (1), (2)");
      Definitions definitions = new Definitions(open.log(), InstantSource.system());
      long twice = definitions.append("create table t (a text)");
      definitions.append("create materialized view v as select nothing from t");
      definitions.append("insert into t values (3)");
      definitions.append("create function f() returns int language java as 'a.b' using jar 'x'");
      open.run("create materialized view n as select count(*) as n from t");
      assertThat(open.rows("select n from n")).containsExactly("2");
      errors = open.run("show errors");
      assertThat(errors.lines())
          .hasSize(4)
          .anySatisfy(line ->
              assertThat(line)
                  .startsWith("refused at position " + twice + ": create table t (a text): ")
                  .contains("EV-1013 (42P07)"));
      digest = open.database().digest("t");
    }
    try (Opened open = new Opened(directory)) {
      assertThat(open.run("show errors")).isEqualTo(errors);
      assertThat(open.database().digest("t").digest()).isEqualTo(digest.digest());
      open.run("insert into t values (3)");
      assertThat(open.rows("select n from n")).containsExactly("3");
    }
  }
}
