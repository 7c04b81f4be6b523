package dev.evert.connectors.postgres;

import dev.evert.spi.source.Source;
import dev.evert.testing.Deadline;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.SimulatedCrash;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crashes at random moments of copy and stream, while random transactions run. */
class CrashTest {
  private static final int ROUNDS = Boolean.getBoolean("evert.nightly") ? 40 : 3;

  @TempDir private Path scratch;

  @Test
  void convergesWithKey() throws Exception {
    Random random = Seed.random("convergesWithKey");
    for (int i = 0; i < ROUNDS; i++) {
      converge(random, true, "t");
    }
  }

  @Test
  void convergesWithoutKey() throws Exception {
    Random random = Seed.random("convergesWithoutKey");
    for (int i = 0; i < ROUNDS; i++) {
      converge(random, false, "t");
    }
  }

  private void converge(Random random, boolean keyed, String table) throws Exception {
    try (Database database = Database.create(scratch)) {
      converge(random, keyed, table, database);
    }
  }

  private static void converge(Random random, boolean keyed, String table, Database database)
      throws Exception {
    database.execute(Workload.creation(table, keyed));
    database.execute("create table other (id int primary key)", "insert into other values (1)");
    Workload workload = new Workload(random, table);
    SourceMemory memory = new SourceMemory();
    String options = "?chunk=" + random.nextInt(1, 6) + "&connections=" + random.nextInt(1, 4);
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      crash(database.source(options, table, "other"), memory, random, workload, database);
      workload.run(database, random.nextInt(12));
      disturb(database, table, random);
      workload.run(database, random.nextInt(12));
    }
    try (SourceRun run = SourceRun.start(database.source(options, table, "other"), memory)) {
      workload.run(database, 20);
      database.awaitSame(run, memory, table, "other");
      workload.run(database, 20);
      database.awaitSame(run, memory, table, "other");
    }
    try (Source source = database.source("", table, "other")) {
      source.drop();
    }
  }

  private static void crash(
      Source source, SourceMemory memory, Random random, Workload workload, Database database)
      throws Exception {
    SourceRun run =
        SourceRun.start(
            source, memory, random.nextInt(4), random.nextInt(memory.complete() ? 6 : 20));
    while (!run.ended()) {
      workload.run(database, 1);
      if (memory.complete() && random.nextInt(20) == 0) {
        run.feed().stop();
        Deadline.await("the run's end", run::ended);
      }
    }
    Throwable failure = run.failure();
    if (failure != null && !(failure instanceof SimulatedCrash)) {
      Assertions.fail("the source failed: " + failure, failure);
    }
    source.close();
  }

  /** What moves rows without the log telling so, or takes all of them. */
  private static void disturb(Database database, String table, Random random) throws Exception {
    switch (random.nextInt(6)) {
      case 0 -> database.execute("vacuum full " + table);
      case 1 -> database.execute("vacuum " + table);
      case 2 -> {
        if (random.nextInt(3) == 0) {
          database.execute("truncate " + table);
        }
      }
      default -> {}
    }
  }
}
