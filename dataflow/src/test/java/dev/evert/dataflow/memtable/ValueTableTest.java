package dev.evert.dataflow.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table whose records come, grow and go is the same as a map. */
final class ValueTableTest {
  private static final byte[] NOTHING = {};

  private final ValueTable table = new ValueTable();
  private final Map<String, String> expected = new HashMap<>();

  @Test
  void sameAsMap() {
    long seed = Long.getLong("evert.seed", new Random().nextLong());
    System.out.println("ValueTableTest: -Devert.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      String key = "key" + random.nextInt(i < 50_000 ? 3_000 : 30);
      byte[] bytes = bytes(key);
      int hash = ValueTable.hash(bytes, 0, bytes.length);
      int record = table.seek(hash, bytes, 0, bytes.length);
      assertThat(record != 0).isEqualTo(expected.containsKey(key));
      if (record != 0 && random.nextInt(i < 50_000 ? 3 : 2) == 0) {
        assertThat(value(record)).isEqualTo(expected.remove(key));
        table.drop(record);
      } else {
        String value = "v".repeat(random.nextInt(40));
        int at = record != 0 ? record : table.add(hash, bytes, 0, bytes.length, 4);
        table.put(at, bytes(value), 0, value.length());
        expected.put(key, value);
      }
    }
    assertThat(contents()).isEqualTo(expected);
    assertThat(table.memoryBytes()).isLessThan(2 << 20);
  }

  /** What runs know of is not forgotten: that it is gone has to be written there. */
  @Test
  void keepsWhatRunsKnow() {
    byte[] key = bytes("key");
    int hash = ValueTable.hash(key, 0, key.length);
    int record = table.add(hash, key, 0, key.length, bytes("base"), 0, 4);
    table.drop(record);
    assertThat(table.seek(hash, key, 0, key.length)).isEqualTo(record);
    assertThat(table.hasValue(record)).isFalse();
    int other = table.add(ValueTable.hash(NOTHING, 0, 0), NOTHING, 0, 0, 4);
    table.drop(other);
    assertThat(table.size()).isEqualTo(1);
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new HashMap<>();
    for (int record : table.records()) {
      int from = table.keyFrom(record);
      int length = table.keyTo(record) - from;
      contents.put(
          new String(table.bytes(record), from, length, StandardCharsets.US_ASCII), value(record));
    }
    return contents;
  }

  private String value(int record) {
    int from = table.valueFrom(record);
    int length = table.valueTo(record) - from;
    return new String(table.bytes(record), from, length, StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }
}
