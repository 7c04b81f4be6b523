package dev.evert.dataflow.arrangement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Seeds;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.RowWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrangements and cursors beside a sorted map. */
final class ArrangementTest {
  @TempDir private Path directory;

  /** Key and value in hexadecimal, which sorts as the bytes do, and what is between them. */
  private final TreeMap<String, Long> model = new TreeMap<>();

  private final Random random = Seeds.random("ArrangementTest");

  @Test
  void isTheSumOfItsRuns() {
    for (int round = 0; round < 12 * Seeds.factor(); round++) {
      model.clear();
      boolean onDisk = random.nextBoolean();
      try (StateStore store =
          StateStore.open(directory.resolve("s" + round), onDisk ? 1000 : 1 << 30)) {
        Arrangement arrangement = new Arrangement("test", store, false);
        int keys = 1 + random.nextInt(random.nextBoolean() ? 10 : 20_000);
        for (int i = 0; i < 30; i++) {
          add(arrangement, keys);
          if (random.nextBoolean()) {
            arrangement.settle();
          }
          if (random.nextInt(5) == 0) {
            arrangement.maintain(random.nextInt(2000));
          }
          if (random.nextInt(4) == 0) {
            check(arrangement, keys);
          }
        }
        check(arrangement, keys);
        assertThat(arrangement.weight())
            .isEqualTo(model.values().stream().mapToLong(Long::longValue).sum());
        arrangement.clear();
        assertThat(arrangement.isEmpty()).isTrue();
      }
    }
  }

  private void add(Arrangement arrangement, int keys) {
    TreeMap<String, Long> added = new TreeMap<>();
    int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 2000 : 30);
    boolean range = random.nextBoolean();
    int first = random.nextInt(keys);
    for (int i = 0; i < count; i++) {
      // Rows are often new ones with keys that follow on each other.
      int number = range ? Math.min(first + i, keys) : random.nextInt(keys);
      String entry = key(number) + "-" + value();
      long weight = random.nextInt(20) == 0 ? random.nextLong() >> 3 : random.nextInt(5) - 2;
      if (random.nextInt(3) == 0 && model.containsKey(entry)) {
        weight = -Objects.requireNonNull(model.get(entry));
      }
      if (weight != 0) {
        added.put(entry, weight);
      }
    }
    RunBuilder builder = new RunBuilder(random.nextBoolean());
    added.forEach((entry, weight) -> {
      byte[] bytes = bytes(entry);
      builder.add(bytes, 0, keyLength(entry), bytes.length, weight, random.nextLong());
      model.merge(entry, weight, Long::sum);
      model.remove(entry, 0L);
    });
    Run run = builder.finish();
    if (run != null) {
      arrangement.add(run);
    }
  }

  /** A key that is no beginning of another. */
  private static String key(int number) {
    RowWriter out = new RowWriter();
    out.putInt4(number / 3);
    out.putText("k".repeat(number % 3));
    return HexFormat.of().formatHex(out.toBytes());
  }

  private String value() {
    int length = random.nextInt(50) == 0 ? random.nextInt(20_000) : random.nextInt(3);
    return "07".repeat(length) + HexFormat.of().toHexDigits((byte) random.nextInt(3));
  }

  private static byte[] bytes(String entry) {
    return HexFormat.of().parseHex(entry.replace("-", ""));
  }

  private static int keyLength(String entry) {
    return entry.indexOf('-') / 2;
  }

  private void check(Arrangement arrangement, int keys) {
    MergeCursor cursor = new MergeCursor().over(arrangement.runs());
    List<Map.Entry<String, Long>> found = new ArrayList<>();
    while (cursor.next()) {
      found.add(entry(cursor));
    }
    assertThat(found).isEqualTo(List.copyOf(model.entrySet()));
    GroupCursor groups = new GroupCursor().over(arrangement.runs());
    for (int i = 0; i < 50; i++) {
      String key = key(random.nextInt(keys + 2));
      checkGroup(groups, key);
      checkFrom(arrangement, key);
    }
    for (int number = 0; number < Math.min(keys, 300); number++) {
      checkGroup(groups, key(number));
    }
  }

  private static Map.Entry<String, Long> entry(MergeCursor cursor) {
    HexFormat hex = HexFormat.of();
    String key = hex.formatHex(cursor.bytes(), cursor.keyFrom(), cursor.keyTo());
    String value = hex.formatHex(cursor.bytes(), cursor.keyTo(), cursor.valueTo());
    return Map.entry(key + "-" + value, cursor.weight());
  }

  private void checkGroup(GroupCursor groups, String key) {
    byte[] bytes = HexFormat.of().parseHex(key);
    TreeMap<String, Long> found = new TreeMap<>();
    if (groups.seek(bytes, 0, bytes.length)) {
      String last = "";
      while (groups.next()) {
        String value =
            HexFormat.of().formatHex(groups.bytes(), groups.valueFrom(), groups.valueTo());
        assertThat(last.compareTo(key + "-" + value)).isLessThan(0);
        last = key + "-" + value;
        found.put(last, groups.weight());
      }
    }
    assertThat(found).isEqualTo(model.subMap(key + "-", key + "."));
  }

  private void checkFrom(Arrangement arrangement, String key) {
    byte[] bytes = HexFormat.of().parseHex(key);
    MergeCursor cursor = new MergeCursor().from(arrangement.runs(), bytes, 0, bytes.length);
    Map.Entry<String, Long> expected = model.ceilingEntry(key);
    assertThat(cursor.next()).isEqualTo(expected != null);
    if (expected != null) {
      assertThat(entry(cursor)).isEqualTo(expected);
    }
  }

  @Test
  void numbersOfVaryingLengthComeBack() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      int end = Varints.put(bytes, 3, Varints.zigzag(value));
      assertThat(Varints.unzigzag(Varints.get(bytes, 3))).isEqualTo(value);
      assertThat(Varints.length(bytes, 3)).isEqualTo(end - 3);
    }
    Arrays.fill(bytes, (byte) 0);
  }

  @Test
  void thereAreFewRuns() {
    Arrangement arrangement = new Arrangement("test", RunStorage.MEMORY, false);
    RunBuilder builder = new RunBuilder(false);
    for (int i = 0; i < 5_000; i++) {
      builder.reset();
      byte[] bytes = new RowWriter().toBytes();
      RowWriter out = new RowWriter();
      out.putInt8(random.nextLong());
      bytes = out.toBytes();
      builder.add(bytes, 0, bytes.length, bytes.length, 1, 0);
      arrangement.settle();
      arrangement.add(Objects.requireNonNull(builder.finish()));
      assertThat(arrangement.runs().length).isLessThan(50);
    }
    assertThat(arrangement.entries()).isEqualTo(5_000);
  }
}
