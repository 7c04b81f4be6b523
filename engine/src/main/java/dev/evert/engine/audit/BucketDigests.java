package dev.evert.engine.audit;

import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.spi.row.RowWriter;

/**
 * The digests of a set of records, sorted into buckets by their keys: where two sets differ, the
 * buckets that differ tell where to look. Memory is fixed, however many records there are.
 */
final class BucketDigests {
  private static final int BUCKET_BITS = 14;

  /** The number of buckets. */
  static final int BUCKETS = 1 << BUCKET_BITS;

  private final DigestSum[] buckets = new DigestSum[BUCKETS];
  private final DigestSum keyHash = new DigestSum();
  private final RowWriter record = new RowWriter();
  private long records;

  BucketDigests() {
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new DigestSum();
    }
  }

  /** The bucket of a key. */
  int bucket(byte[] key, int from, int to) {
    keyHash.reset().add(key, from, to, 1);
    return (int) (keyHash.digest().high() >>> (Long.SIZE - BUCKET_BITS));
  }

  /** Adds a record {@code weight} times. */
  void add(byte[] key, int from, int to, byte[] content, int start, int end, long weight) {
    record.reset();
    record.putInt4(to - from);
    record.putEncoded(key, from, to - from);
    record.putEncoded(content, start, end - start);
    buckets[bucket(key, from, to)].add(record.buffer(), 0, record.size(), weight);
    records += weight;
  }

  /** How many records were added. */
  long records() {
    return records;
  }

  /** The digest of all records. */
  Digest total() {
    Digest total = Digest.ZERO;
    for (DigestSum bucket : buckets) {
      total = total.plus(bucket.digest());
    }
    return total;
  }

  /** Whether a bucket holds the same records as another set's. */
  boolean same(BucketDigests other, int bucket) {
    return buckets[bucket].digest().equals(other.buckets[bucket].digest());
  }
}
