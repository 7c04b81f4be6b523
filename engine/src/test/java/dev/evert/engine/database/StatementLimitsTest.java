package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What statements may take, and what is left behind by those of a process that was killed. */
@Timeout(120)
final class StatementLimitsTest {
  @TempDir Path directory;

  private Opened open() {
    return new Opened(EngineOptions.in(directory).withStateBytes(EngineOptions.MIN_STATE_BYTES));
  }

  @Test
  void rowsWhoseKeysChangeTakeBoundedMemory() {
    try (Opened open = open()) {
      open.run(
          "create table t (k int primary key, s text)",
          "insert into t select g, repeat('x', 20000) from generate_series(1, 1500) as g");
      assertThat(open.failure("update t set k = k + 1")).isEqualTo("LIMIT_EXCEEDED");
      assertThat(open.rows("select count(*), min(k) from t")).containsExactly("1500|1");
      assertThat(open.run("update t set k = k + 1 where k > 1000")).isEqualTo("UPDATE 500");
      assertThat(open.run("update t set s = 'y'")).isEqualTo("UPDATE 1500");
    }
  }

  @Test
  void queriesShareTheirMemoryAndWaitForIt() {
    try (Opened open = open()) {
      open.run("create table t (k int)", "insert into t values (1)");
      List<QueryResult> results = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        results.add(open.database().query("select k from t"));
      }
      List<CompletableFuture<List<String>>> more =
          IntStream.range(0, 25)
              .mapToObj(_ -> CompletableFuture.supplyAsync(() -> open.rows("select k from t")))
              .toList();
      results.forEach(QueryResult::close);
      assertThat(more).allSatisfy(rows -> assertThat(rows.join()).containsExactly("1"));
      for (int i = 0; i < 25; i++) {
        open.database().query("select k from t").close();
      }
    }
  }

  @Test
  void filesOfQueriesThatWereKilledAreDeleted() throws IOException {
    Path left = directory.resolve("scratch/database/query-7/run-0000000000000001");
    try (Opened open = open()) {
      open.run("create table t (k int)");
    }
    Files.createDirectories(left.getParent());
    Files.writeString(left, "left");
    try (Opened open = open()) {
      assertThat(left).doesNotExist();
      assertThat(open.rows("select * from t")).isEmpty();
      assertThat(directory.resolve("scratch/database").toFile().list()).isNullOrEmpty();
    }
  }

  @Test
  void aRowIsFoundByItsKey() {
    try (Opened open = new Opened(directory)) {
      open.run(
          "create table t (a text, k numeric, n int, primary key (k, a))",
          "insert into t select 'x' || g % 3, g, 0 from generate_series(1, 1000) as g");
      for (int k = 1; k <= 20; k++) {
        String where = " where k = " + k + ".0 and a = 'x" + k % 3 + "'";
        assertThat(explained(open, "select n, k from t" + where)).contains("by its key");
        assertThat(open.run("update t set n = n + 1" + where)).isEqualTo("UPDATE 1");
        assertThat(open.rows("select n, k from t" + where)).containsExactly("1|" + k);
        assertThat(open.run("delete from t" + where + " and n = 2")).isEqualTo("DELETE 0");
        assertThat(open.run("delete from t" + where + " and n = 1")).isEqualTo("DELETE 1");
      }
      assertThat(open.rows("select count(*) from t")).containsExactly("980");
      assertThat(explained(open, "select n from t where k = 7")).doesNotContain("by its key");
    }
  }

  private static String explained(Opened open, String query) {
    return open.run("explain " + query);
  }
}
