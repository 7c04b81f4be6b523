package dev.evert.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.RecordingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that a table's own constraints do not let in. */
class RefusedRowsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT4), Column.nullable("name", Type.Text.ANY)),
          List.of(0));

  @TempDir private Path scratch;
  private Database database;
  private RecordingContext context;
  private Sink sink;
  private long version;

  @BeforeEach
  void open() throws Exception {
    database = Database.create(scratch);
    database.execute(
        "create table copy (id int primary key, name text unique check (name <> 'bad'))");
    context = new RecordingContext("refused");
    sink =
        new PostgresSinkFactory()
            .open(StoreUri.parse(database.uri("copy", "")), context, database.surroundings());
    sink.prepare(SCHEMA);
    sink.write(batch(insert(1, "a"), insert(2, "b"), insert(3, "c")));
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
    database.close();
  }

  private SinkBatch batch(SinkChange... changes) {
    version++;
    return new SinkBatch(List.of(changes), new SinkProgress("token", version));
  }

  private static byte[] row(int id, String name) {
    RowWriter row = new RowWriter();
    row.putInt4(id);
    row.putText(name);
    return row.toBytes();
  }

  private static byte[] key(int id) {
    RowWriter key = new RowWriter();
    key.putInt4(id);
    return key.toBytes();
  }

  private SinkChange insert(int id, String name) {
    return new SinkChange(key(id), null, row(id, name), version + 1, "1", null);
  }

  private SinkChange update(int id, String before, String name) {
    return new SinkChange(key(id), row(id, before), row(id, name), version + 1, "1", null);
  }

  private Optional<String> held() throws Exception {
    return database.query("select string_agg(id || name, ' ' order by id) from copy");
  }

  @Test
  void areNotThereInTheirOldVersion() throws Exception {
    sink.write(batch(update(1, "a", "bad"), update(2, "b", "y")));
    assertThat(context.parked()).hasSize(1);
    assertThat(held()).contains("2y 3c");
  }

  @Test
  void areLetInWhenTheyOnlyTradeTheirValues() throws Exception {
    sink.write(batch(update(1, "a", "b"), update(2, "b", "c"), update(3, "c", "a")));
    assertThat(context.parked()).isEmpty();
    assertThat(held()).contains("1b 2c 3a");
  }

  @Test
  void areSetAsideBesideOthersThatTradeTheirValues() throws Exception {
    sink.write(batch(update(1, "a", "b"), update(2, "b", "a"), insert(4, "bad"), insert(5, "c")));
    assertThat(context.parked()).hasSize(2);
    assertThat(held()).contains("1b 2a 3c");
  }

  @Test
  void areSetAsideByARepairToo() throws Exception {
    SinkProgress before = sink.flush();
    sink.repair(new SinkBatch(List.of(insert(4, "bad"), insert(5, "e")), before));
    assertThat(context.parked()).hasSize(1);
    assertThat(held()).contains("1a 2b 3c 5e");
    sink.write(batch(insert(6, "f")));
    assertThat(held()).contains("1a 2b 3c 5e 6f");
  }
}
