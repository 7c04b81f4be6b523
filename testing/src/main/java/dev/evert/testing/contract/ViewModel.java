package dev.evert.testing.contract;

import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.SinkAudit;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view that changes at random, and the batches that a sink is to be given of it. */
public final class ViewModel {
  private final Random random;
  private final RandomRows values;
  private Schema schema;
  private final TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
  private long version;

  /** An empty view. */
  public ViewModel(Schema schema, Random random) {
    this.schema = schema;
    this.random = random;
    this.values = new RandomRows(random);
  }

  /** The view's columns and key. */
  public Schema schema() {
    return schema;
  }

  /** The view's rows by their keys. */
  public Map<byte[], byte[]> rows() {
    return rows;
  }

  /** How far a sink is that has all batches so far. */
  public SinkProgress progress() {
    return new SinkProgress("token \" ' é " + version, version);
  }

  /** Changes so many keys at random. */
  public SinkBatch change(int count) {
    List<SinkChange> changes = new ArrayList<>();
    TreeMap<byte[], byte[]> wanted = new TreeMap<>(Arrays::compareUnsigned);
    for (int i = 0; i < count; i++) {
      byte[] row = values.row(schema);
      wanted.put(key(row), row);
    }
    version++;
    wanted.forEach((key, row) -> changes.add(set(key, row)));
    for (byte[] key : new ArrayList<>(rows.keySet())) {
      if (!wanted.containsKey(key) && random.nextInt(8) == 0) {
        changes.add(alter(key));
      }
    }
    changes.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    return new SinkBatch(changes, progress());
  }

  /** Sets one row. */
  public SinkBatch put(byte[] row) {
    version++;
    return new SinkBatch(List.of(set(key(row), row)), progress());
  }

  private SinkChange alter(byte[] key) {
    if (!schema.keyed() || random.nextInt(3) == 0) {
      return set(key, null);
    }
    byte[] row = values.row(schema);
    return Arrays.equals(key(row), key) ? set(key, row) : set(key, withKeyOf(key, row));
  }

  /** The new row with the old one's key. */
  private byte[] withKeyOf(byte[] key, byte[] row) {
    byte[] old = Objects.requireNonNull(rows.get(key));
    RowWriter out = new RowWriter();
    var olds = new RowReader().set(old);
    var news = new RowReader().set(row);
    for (int i = 0; i < schema.width(); i++) {
      var from = schema.key().contains(i) ? olds : news;
      int start = from.offset();
      olds.skip(schema.type(i));
      news.skip(schema.type(i));
      out.putEncoded(from.bytes(), start, from.offset() - start);
    }
    return out.toBytes();
  }

  private SinkChange set(byte[] key, byte @Nullable [] row) {
    byte[] before = row == null ? rows.remove(key) : rows.put(key, row);
    return new SinkChange(key, before, row, version, "at-" + version, new UUID(7, version));
  }

  /** What {@link SinkChange#key} is of a row; in a view without key equal rows are numbered. */
  public byte[] key(byte[] row) {
    RowWriter out = new RowWriter();
    if (schema.keyed()) {
      new KeyColumns(schema).copy(row, 0, row.length, out);
      return out.toBytes();
    }
    long number = -1;
    do {
      out.reset().putEncoded(row, 0, row.length);
      out.putInt8(++number);
    } while (rows.containsKey(out.toBytes()));
    return out.toBytes();
  }

  /** Adds columns; rows that are there have their missing values. */
  public void evolve(Schema wider) {
    schema = wider;
  }

  /** The keys at which a store differs from the view, in hexadecimal. */
  public List<String> differences(SinkAudit audit) throws InterruptedException {
    TreeMap<byte[], byte[]> rest = new TreeMap<>(Arrays::compareUnsigned);
    rows.forEach((key, row) -> rest.put(key, audit.expected(row)));
    List<String> different = new ArrayList<>();
    audit.scan((key, content) -> {
      byte[] expected = rest.remove(key);
      if (!Arrays.equals(expected, content)) {
        different.add(HexFormat.of().formatHex(key));
      }
    });
    rest.keySet().forEach(key -> different.add(HexFormat.of().formatHex(key)));
    return different;
  }

  /** Changes that say, for the keys named, what the view holds. */
  public SinkBatch repair(List<String> keys) {
    List<SinkChange> changes = new ArrayList<>();
    for (String hex : keys) {
      byte[] key = HexFormat.of().parseHex(hex);
      byte[] row = rows.get(key);
      byte[] before = row == null ? new byte[0] : null;
      changes.add(new SinkChange(key, before, row, version, "at-" + version, null));
    }
    changes.sort((a, b) -> Arrays.compareUnsigned(a.key(), b.key()));
    return new SinkBatch(changes, progress());
  }
}
