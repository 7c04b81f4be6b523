package dev.evert.benchmarks.capture;

import dev.evert.testing.server.PostgresServer;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The bare Debezium Engine, set for throughput; its events are counted and thrown away. */
final class DebeziumCapture implements Capture {
  private final Properties settings = new Properties();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private @Nullable DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private @Nullable Thread thread;

  DebeziumCapture(Workload workload, Path directory) {
    settings.setProperty("name", "capture");
    settings.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    settings.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
    settings.setProperty("offset.storage.file.filename", directory.resolve("offsets").toString());
    settings.setProperty("offset.flush.interval.ms", "1000");
    settings.setProperty("database.hostname", "localhost");
    settings.setProperty("database.port", Integer.toString(workload.port()));
    settings.setProperty("database.user", PostgresServer.USER);
    settings.setProperty("database.password", "");
    settings.setProperty("database.dbname", workload.database());
    settings.setProperty("topic.prefix", "capture");
    settings.setProperty("table.include.list", "public." + Workload.TABLE);
    settings.setProperty("plugin.name", "pgoutput");
    settings.setProperty("slot.name", "debezium_" + workload.database());
    settings.setProperty("publication.name", "debezium_" + workload.database());
    settings.setProperty("publication.autocreate.mode", "filtered");
    settings.setProperty("poll.interval.ms", "1");
    settings.setProperty("max.batch.size", "20480");
    settings.setProperty("max.queue.size", "81920");
    settings.setProperty("snapshot.fetch.size", "20000");
  }

  @Override
  public void start() {
    DebeziumEngine<RecordChangeEvent<SourceRecord>> started =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings)
            .using((_, _, error) -> failure.set(error))
            .notifying(this::take)
            .build();
    engine = started;
    thread = Thread.ofPlatform().name("debezium").start(started);
  }

  private void take(
      List<RecordChangeEvent<SourceRecord>> events,
      DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    for (RecordChangeEvent<SourceRecord> event : events) {
      committer.markProcessed(event);
    }
    rows.addAndGet(events.size());
    committer.markBatchFinished();
  }

  @Override
  public void awaitRows(long wanted) {
    Capture.await(() -> {
      Throwable error = failure.get();
      if (error != null) {
        throw new IllegalStateException("Debezium failed", error);
      }
      return rows.get() >= wanted;
    });
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Objects.requireNonNull(engine).close();
    Objects.requireNonNull(thread).join();
  }
}
