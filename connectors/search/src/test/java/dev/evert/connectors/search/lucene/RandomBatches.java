package dev.evert.connectors.search.lucene;

import dev.evert.connectors.search.TestRows;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.type.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A history of batches that is the same whenever it is made of the same seed. */
final class RandomBatches {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT4),
              Column.nullable("name", Type.Text.ANY),
              Column.nullable("amount", new Type.Numeric(12, 2))),
          List.of(0));
  private static final int KEYS = 300;
  private static final int CHANGES = 40;

  private final long seed;

  RandomBatches(long seed) {
    this.seed = seed;
  }

  /** The batch of this version, from 1 on. */
  SinkBatch batch(long version) {
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
  Map<byte[], byte[]> rows(long version) {
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
}
