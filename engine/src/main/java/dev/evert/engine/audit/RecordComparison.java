package dev.evert.engine.audit;

import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares two sets of records by digests, and where these differ, by the records of a few buckets
 * at a time, so that memory does not grow with the sets.
 */
final class RecordComparison {
  /** How many records of one side are held at a time, about. */
  private static final int HELD_RECORDS = 200_000;

  private final Records expected;
  private final Records actual;
  private final BucketDigests expectedDigests = new BucketDigests();
  private final BucketDigests actualDigests = new BucketDigests();

  RecordComparison(Records expected, Records actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** Takes each difference: its key, how the sides differ. */
  @FunctionalInterface
  interface Visitor {
    void difference(byte[] key, Difference.Kind kind) throws InterruptedException;
  }

  /**
   * Compares.
   *
   * @param text shows a key to people
   * @param each is given every difference, also those that the outcome does not name
   */
  Comparison compare(String what, String position, Function<byte[], String> text, Visitor each)
      throws InterruptedException {
    fill(expected, expectedDigests);
    fill(actual, actualDigests);
    DifferenceList found = new DifferenceList(text, each);
    for (int from = 0; from < BucketDigests.BUCKETS; ) {
      int to = groupEnd(from);
      if (differs(from, to)) {
        compareBuckets(from, to, found);
      }
      from = to;
    }
    return new Comparison(
        what,
        position,
        expectedDigests.records(),
        actualDigests.records(),
        expectedDigests.total(),
        actualDigests.total(),
        found.count(),
        found.first(),
        0,
        Optional.empty());
  }

  private static void fill(Records records, BucketDigests digests) throws InterruptedException {
    records.scan(digests::add);
  }

  /** So many buckets that about {@link #HELD_RECORDS} records are in those of them that differ. */
  private int groupEnd(int from) {
    long records = Math.max(expectedDigests.records(), actualDigests.records());
    long perBucket = Math.max(1, records / BucketDigests.BUCKETS);
    long held = 0;
    int to = from;
    while (to < BucketDigests.BUCKETS && held < HELD_RECORDS) {
      held += expectedDigests.same(actualDigests, to) ? 0 : perBucket;
      to++;
    }
    return to;
  }

  private boolean differs(int from, int to) {
    for (int bucket = from; bucket < to; bucket++) {
      if (!expectedDigests.same(actualDigests, bucket)) {
        return true;
      }
    }
    return false;
  }

  private void compareBuckets(int from, int to, DifferenceList found) throws InterruptedException {
    Map<Key, Entry> entries = new HashMap<>();
    expected.scan((key, keyFrom, keyTo, content, start, end, weight) -> {
      if (wanted(key, keyFrom, keyTo, from, to)) {
        entry(entries, key, keyFrom, keyTo).expect(content, start, end, weight);
      }
    });
    actual.scan((key, keyFrom, keyTo, content, start, end, weight) -> {
      if (wanted(key, keyFrom, keyTo, from, to)) {
        entry(entries, key, keyFrom, keyTo).find(content, start, end, weight);
      }
    });
    for (Map.Entry<Key, Entry> entry : entries.entrySet()) {
      Optional<Difference.Kind> kind = entry.getValue().difference();
      if (kind.isPresent()) {
        found.add(entry.getKey().bytes(), kind.get());
      }
    }
  }

  private boolean wanted(byte[] key, int keyFrom, int keyTo, int from, int to) {
    int bucket = expectedDigests.bucket(key, keyFrom, keyTo);
    return bucket >= from && bucket < to && !expectedDigests.same(actualDigests, bucket);
  }

  private static Entry entry(Map<Key, Entry> entries, byte[] key, int from, int to) {
    return entries.computeIfAbsent(new Key(Arrays.copyOfRange(key, from, to)), _ -> new Entry());
  }

  /** A key, equal by its bytes. */
  private record Key(byte[] bytes) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** By how much the sides differ under a key. */
  private static final class Entry {
    private final DigestSum missing = new DigestSum();
    private long missingWeight;

    void expect(byte[] content, int from, int to, long weight) {
      missing.add(content, from, to, weight);
      missingWeight += weight;
    }

    void find(byte[] content, int from, int to, long weight) {
      expect(content, from, to, -weight);
    }

    Optional<Difference.Kind> difference() {
      if (missingWeight > 0) {
        return Optional.of(Difference.Kind.MISSING);
      }
      if (missingWeight < 0) {
        return Optional.of(Difference.Kind.SURPLUS);
      }
      boolean same = missing.digest().equals(Digest.ZERO);
      return same ? Optional.empty() : Optional.of(Difference.Kind.CHANGED);
    }
  }
}
