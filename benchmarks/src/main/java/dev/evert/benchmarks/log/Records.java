package dev.evert.benchmarks.log;

import java.util.SplittableRandom;

/**
 * Records of {@value #BYTES} bytes that do not compress, the same ones for each seed and producer.
 * A producer goes round its own ones. Belongs to one thread.
 */
final class Records {
  /** The bytes of a record: its key and its payload. */
  static final int BYTES = 200;

  static final int KEY_BYTES = 8;
  static final int PAYLOAD_BYTES = BYTES - KEY_BYTES;

  private static final int COUNT = 4096;

  private final byte[][] keys = new byte[COUNT][KEY_BYTES];
  private final byte[][] payloads = new byte[COUNT][PAYLOAD_BYTES];
  private final SplittableRandom random;
  private int at;

  Records(long seed, int producer) {
    random = new SplittableRandom(seed * 31 + producer);
    for (int i = 0; i < COUNT; i++) {
      random.nextBytes(keys[i]);
      random.nextBytes(payloads[i]);
    }
  }

  /** Goes on to the next record. */
  void next() {
    at = (at + 1) % COUNT;
  }

  byte[] key() {
    return keys[at];
  }

  byte[] payload() {
    return payloads[at];
  }

  /** Numbers for what else is random, operation ids above all. */
  SplittableRandom random() {
    return random;
  }
}
