package dev.evert.connectors.search;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A history of batches that is the same whenever it is made of the same seed. */
public final class RandomBatches {
  /** The columns of all rows. */
  public static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT4),
              Column.nullable("name", Type.Text.ANY),
              Column.nullable("amount", new Type.Numeric(12, 2))),
          List.of(0));

  private static final int KEYS = 300;
  private static final int CHANGES = 40;

  private final long seed;

  /** The history of a seed. */
  public RandomBatches(long seed) {
    this.seed = seed;
  }

  /** The batch of this version, from 1 on. */
  public SinkBatch batch(long version) {
    Random random = new Random(seed * 1_000_003 + version);
    Map<Integer, SinkChange> changes = new TreeMap<>();
    for (int i = 0; i < CHANGES; i++) {
      int id = random.nextInt(KEYS);
      String name = "name " + random.nextInt(50) + " of version " + version;
      String[] values = {String.valueOf(id), name, String.valueOf(random.nextInt(100_000))};
      boolean delete = random.nextInt(4) == 0;
      changes.put(
          id,
          delete
              ? TestRows.delete(SCHEMA, version, values)
              : TestRows.put(SCHEMA, version, values));
    }
    return TestRows.batch(version, changes.values().toArray(SinkChange[]::new));
  }

  /** The rows by key after all batches up to this version. */
  public Map<byte[], byte[]> rows(long version) {
    Map<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
    for (long v = 1; v <= version; v++) {
      for (SinkChange change : batch(v).changes()) {
        byte[] after = change.after();
        if (after == null) {
          rows.remove(change.key());
        } else {
          rows.put(change.key(), after);
        }
      }
    }
    return rows;
  }

  /** The batches after {@code from} up to {@code to} as one: of each key the last change. */
  public SinkBatch batch(long from, long to) {
    Map<byte[], SinkChange> last = new TreeMap<>(Arrays::compareUnsigned);
    for (long version = from + 1; version <= to; version++) {
      batch(version).changes().forEach(change -> last.put(change.key(), change));
    }
    return TestRows.batch(to, last.values().toArray(SinkChange[]::new));
  }

  /** How a store differs from the rows of a version. */
  public List<String> differences(SinkAudit audit, long version) throws InterruptedException {
    Map<byte[], byte[]> wanted = rows(version);
    List<String> differences = new ArrayList<>();
    audit.scan((key, content) -> {
      byte[] row = wanted.remove(key);
      if (row == null) {
        differences.add("too many: " + text(content));
      } else if (!Arrays.equals(content, audit.expected(row))) {
        differences.add("has " + text(content) + ", wanted " + text(audit.expected(row)));
      }
    });
    wanted.values().forEach(row -> differences.add("lacks " + text(audit.expected(row))));
    return differences;
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
