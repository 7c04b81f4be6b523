package dev.evert.sql.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The order that jsonb has members in: by the length of their names, then by their bytes. */
final class JsonOrder {
  private static final Comparator<byte[]> BYTES =
      Comparator.<byte[]>comparingInt(name -> name.length).thenComparing(Arrays::compareUnsigned);

  private static final Comparator<String> NAMES =
      (left, right) ->
          BYTES.compare(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private JsonOrder() {}

  static SequencedMap<String, Json> sorted(Map<String, Json> members) {
    SequencedMap<String, Json> sorted = new TreeMap<>(NAMES);
    sorted.putAll(members);
    return sorted;
  }
}
