package dev.evert.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What statements are told that come, or wait, when the database is closed; and how it closes. */
@Timeout(60)
final class ClosedDatabaseTest {
  private static final String SOURCE =
      """
      public class Endless {
        public static int wait(int value) throws InterruptedException {
          if (value > 1) {
            new java.util.concurrent.CountDownLatch(1).await();
          }
          return value;
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void statementsAreRefusedAfterIt() {
    Opened open = new Opened(directory);
    open.run("create table t (k int primary key)", "insert into t values (1)");
    open.close();
    assertThat(open.failure("select * from t")).isEqualTo("DATABASE_CLOSED");
    assertThat(open.failure("insert into t values (2)")).isEqualTo("DATABASE_CLOSED");
    assertThat(open.failure("create table u (a int)")).isEqualTo("DATABASE_CLOSED");
    assertThat(open.failure("show tables")).isEqualTo("DATABASE_CLOSED");
    open.database().close();
  }

  @Test
  void whoWaitsIsToldAndWhatWasAcknowledgedIsThere() throws Exception {
    Opened open = new Opened(directory);
    open.run("create table t (k int primary key)");
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Integer> acknowledged =
        CompletableFuture.supplyAsync(() -> {
          for (int k = 1; ; k++) {
            try {
              open.run("insert into t values (" + k + ")");
            } catch (EvertException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.DATABASE_CLOSED);
              return k - 1;
            }
            if (k == 5) {
              begun.countDown();
            }
          }
        });
    begun.await();
    open.close();
    int count = acknowledged.get(20, TimeUnit.SECONDS);
    try (Opened again = new Opened(directory)) {
      assertThat(again.rows("select count(*) >= " + count + " from t")).containsExactly("t");
    }
  }

  @Test
  void aFunctionThatDoesNotReturnDoesNotHinderIt() throws Exception {
    Path jar = TestJar.of(directory, "Endless", SOURCE);
    Opened open = new Opened(directory.resolve("data"));
    open.run(
        "create function wait(int) returns int language java as 'Endless.wait' using jar '"
            + jar
            + "'",
        "create table t (k int)",
        "insert into t values (1), (2)");
    CompletableFuture<String> made =
        CompletableFuture.supplyAsync(
            () -> open.failure("create materialized view v as select wait(k) as k from t"));
    while (!open.run("show views").contains("being filled")) {
      open.database().awaitNews();
    }
    assertThat(open.run("insert into t values (1)")).isEqualTo("INSERT 1");
    open.close();
    assertThat(made.get(20, TimeUnit.SECONDS)).isEqualTo("DATABASE_CLOSED");
  }

  @Test
  void aCheckpointThatFailsIsToldAndTriedAgain() throws IOException, InterruptedException {
    Path state = directory.resolve("state/database");
    Path aside = directory.resolve("aside");
    try (Opened open = new Opened(directory)) {
      Files.move(state, aside);
      open.run("create table t (k int)", "insert into t values (1)");
      while (open.run("show errors").equals("none")) {
        open.run("insert into t values (1)");
      }
      assertThat(open.run("show errors")).contains("a checkpoint failed").contains("EV-6006");
      Files.move(aside, state);
      while (!open.run("show errors").equals("none")) {
        open.database().awaitNews();
      }
    }
    assertThat(state.toFile().list()).anyMatch(name -> name.startsWith("manifest-"));
  }

  @Test
  void aResultMayBeClosedTwice() {
    try (Opened open = new Opened(directory)) {
      open.run("create table t (k int)", "insert into t values (1)");
      QueryResult result = open.database().query("select * from t");
      result.close();
      result.close();
      assertThat(open.rows("select * from t")).containsExactly("1");
    }
  }
}
