package dev.evert.benchmarks.log;

import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * The limit of the machine for a log that hashes each record: producers hash and gather, one thread
 * writes what was gathered to the end of one file, syncs it, and acknowledges.
 */
final class Limit implements Contender {
  private final LimitWriter writer;
  private final int batchRecords;

  Limit(Path directory, int batchBytes, Duration commitInterval) throws IOException {
    batchRecords = batchBytes / Records.BYTES;
    writer = new LimitWriter(directory.resolve("limit"), commitInterval);
  }

  @Override
  public Lane lane(Records records) throws NoSuchAlgorithmException {
    return new Producer(records);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private final class Producer implements Lane {
    private static final int HASH_BYTES = 32;

    private final Records records;
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private final byte[] bytes = new byte[batchRecords * Records.BYTES];
    private final byte[] hashes = new byte[batchRecords * HASH_BYTES];

    Producer(Records records) throws NoSuchAlgorithmException {
      this.records = records;
    }

    @Override
    public void send(LongAdder acknowledged) throws Exception {
      for (int i = 0; i < batchRecords; i++) {
        gather(i);
      }
      writer.add(bytes, bytes.length, () -> acknowledged.add(batchRecords));
    }

    @Override
    public void commit(Runnable acknowledged) throws Exception {
      gather(0);
      writer.add(bytes, Records.BYTES, acknowledged);
    }

    private void gather(int number) throws DigestException {
      records.next();
      int at = number * Records.BYTES;
      System.arraycopy(records.key(), 0, bytes, at, Records.KEY_BYTES);
      System.arraycopy(records.payload(), 0, bytes, at + Records.KEY_BYTES, Records.PAYLOAD_BYTES);
      sha256.update(bytes, at, Records.BYTES);
      sha256.digest(hashes, number * HASH_BYTES, HASH_BYTES);
    }

    @Override
    public void close() {}
  }
}
