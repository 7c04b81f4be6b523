package dev.evert.benchmarks.nexmark.flink;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Queries in Flink SQL, in a cluster inside of this process: state on the heap, objects reused. */
public final class FlinkRun {
  private static final int PARALLELISM = 2;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final List<byte[]> blocks;
  private final StreamTableEnvironment tables;

  /**
   * Makes an environment.
   *
   * @param miniBatch whether aggregates gather changes for up to two seconds
   */
  public FlinkRun(List<byte[]> blocks, boolean miniBatch, List<String> tableSql) {
    this.blocks = blocks;
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.setString("rest.port", "0");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    this.tables = StreamTableEnvironment.create(environment);
    if (miniBatch) {
      tables.getConfig().set("table.exec.mini-batch.enabled", "true");
      tables.getConfig().set("table.exec.mini-batch.allow-latency", "2 s");
      tables.getConfig().set("table.exec.mini-batch.size", "50000");
    }
    tables.createTemporarySystemFunction("count_char", CountChar.class);
    tableSql.forEach(tables::executeSql);
  }

  /**
   * Runs a query into nothing.
   *
   * @param begun called when the first event is read
   * @param ended called when all events are processed and the state is still there
   */
  public void run(String sql, Runnable begun, Runnable ended)
      throws InterruptedException, ExecutionException {
    Table result = tables.sqlQuery(sql);
    tables.createTemporaryTable(
        "nothing",
        TableDescriptor.forConnector("blackhole")
            .schema(Schema.newBuilder().fromResolvedSchema(result.getResolvedSchema()).build())
            .build());
    MemoryEvents events = new MemoryEvents(blocks, PARALLELISM, begun);
    MemoryEvents.set(events);
    TableResult job = result.executeInsert("nothing");
    events.awaitEnd();
    ended.run();
    events.release();
    job.await();
    tables.dropTemporaryTable("nothing");
  }

  /** The rows of a query's result, each as its fields' texts, with how often it is there. */
  public Map<List<String>, Long> collect(String sql) {
    MemoryEvents events = new MemoryEvents(blocks, PARALLELISM, () -> {});
    events.release();
    MemoryEvents.set(events);
    Map<List<String>, Long> rows = new HashMap<>();
    Iterator<Row> changes = tables.sqlQuery(sql).execute().collect();
    while (changes.hasNext()) {
      Row row = changes.next();
      boolean comes = row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER;
      rows.merge(fields(row), comes ? 1L : -1L, Long::sum);
    }
    rows.values().removeIf(weight -> weight == 0);
    return rows;
  }

  private static String text(@Nullable Object field) {
    return field instanceof LocalDateTime time ? shown(time) : String.valueOf(field);
  }

  /** As PostgreSQL shows it. */
  private static String shown(LocalDateTime time) {
    String seconds = SECONDS.format(time);
    int millis = time.get(ChronoField.MILLI_OF_SECOND);
    return millis == 0 ? seconds : seconds + String.format(".%03d", millis).replaceAll("0+$", "");
  }

  private static List<String> fields(Row row) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < row.getArity(); i++) {
      fields.add(text(row.getField(i)));
    }
    return fields;
  }
}
