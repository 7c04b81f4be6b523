package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceProgress;
import dev.evert.testing.Deadline;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import dev.evert.testing.server.PostgresServer;
import dev.evert.testing.server.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is away for a while, and may not be the same when it is back. */
class ServerAwayTest {
  @TempDir private Path directory;
  @TempDir private Path scratch;
  private final SourceMemory memory = new SourceMemory();
  private PostgresServer server;
  private Database database;

  @BeforeEach
  void start() throws Exception {
    server = PostgresServer.start(PostgresSettings.DEFAULT.directory(directory.resolve("server")));
    database = Database.create(server, scratch);
    database.execute(
        "create table t (id int primary key, v text)", "insert into t values (1, 'a')");
    try (SourceRun run = database.start(memory, "t").awaitComplete()) {
      database.execute("insert into t values (2, 'b')");
      database.awaitSame(run, memory, "t");
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void awaitReconnecting(SourceRun run) {
    run.await(
        "an attempt to connect again",
        () -> run.feed().lastReport(SourceProgress.Reconnecting.class) != null);
  }

  private static ErrorCode code(SourceRun run) {
    Throwable failure = run.awaitEnd();
    run.source().close();
    if (failure instanceof EvertException known) {
      return known.code();
    }
    throw new AssertionError("ended by " + failure, failure);
  }

  @Test
  void isAwaitedByASourceThatRanBefore() throws Exception {
    server.stop();
    try (SourceRun run = SourceRun.resume(database.source("", "t"), memory)) {
      awaitReconnecting(run);
      server.restart();
      database.execute("insert into t values (3, 'c')");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void isAwaitedBeforeAnythingWasCopied() throws Exception {
    SourceMemory other = new SourceMemory();
    try (Source drop = database.source("", "t")) {
      drop.drop();
    }
    Source source = database.source("", "t");
    source.tables();
    server.stop();
    try (SourceRun run = SourceRun.start(source, other)) {
      awaitReconnecting(run);
      server.restart();
      database.awaitSame(run, other, "t");
    }
  }

  @Test
  void isAFailureForWhoAsksForTheTables() throws Exception {
    server.stop();
    try (Source source = database.source("", "t")) {
      assertThatThrownBy(source::tables).isInstanceOf(EvertException.class);
    }
  }

  @Test
  void isNotReadAnyFurtherWhenItsSlotWasReadByOthers() throws Exception {
    SourceRun run = database.start(memory, "t").awaitComplete();
    server.stop();
    awaitReconnecting(run);
    server.restart();
    // The source may be there first: it is sent away until the slot can be had.
    database.execute(
        """
        do $$ begin
          loop
            begin
              perform pg_terminate_backend(active_pid) from pg_replication_slots where active;
              perform pg_replication_slot_advance(slot_name, pg_current_wal_lsn())
                from pg_replication_slots;
              return;
            exception when object_in_use then null;
            end;
          end loop;
        end $$\
        """);
    assertThat(code(run)).isEqualTo(ErrorCode.SLOT_LOST);
  }

  @Test
  void isReadFurtherOnANewTimelineThatForkedLater() throws Exception {
    server.stop();
    promote();
    try (SourceRun run = SourceRun.resume(database.source("", "t"), memory)) {
      database.execute("insert into t values (3, 'c')");
      database.awaitSame(run, memory, "t");
    }
  }

  @Test
  void isAnotherOneWhenItsTimelineForkedBeforeWhatWasRead() throws Exception {
    server.stop();
    Path copy = directory.resolve("copy");
    copy(server.data(), copy);
    server.restart();
    try (SourceRun run = SourceRun.resume(database.source("", "t"), memory)) {
      database.execute("insert into t values (3, 'c')");
      database.awaitSame(run, memory, "t");
    }
    server.stop();
    delete(server.data());
    copy(copy, server.data());
    promote();
    database.execute("insert into t select i, repeat('x', 100) from generate_series(4, 9999) i");
    SourceRun run = SourceRun.resume(database.source("", "t"), memory);
    assertThat(code(run)).isEqualTo(ErrorCode.SLOT_LOST);
  }

  /** Starts the server as one that takes another one's place. */
  private void promote() throws Exception {
    Files.createFile(server.data().resolve("recovery.signal"));
    Files.writeString(
        server.data().resolve("postgresql.auto.conf"), "restore_command = '/bin/false'\n");
    server.restart();
    Deadline.await(
        "the end of the recovery",
        () -> database.query("select pg_is_in_recovery()").orElseThrow().equals("f"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
