package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Gathers rows in batches and hands these on. */
final class FileFeed {
  private final SourceFeed feed;
  private final InstantSource clock;
  private final int batchBytes;
  private final BooleanSupplier closed;
  private final SourceBatch batch = new SourceBatch();

  FileFeed(SourceFeed feed, InstantSource clock, int batchBytes, BooleanSupplier closed) {
    this.feed = feed;
    this.clock = clock;
    this.batchBytes = batchBytes;
    this.closed = closed;
    stamp();
  }

  private void stamp() {
    batch.time(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
  }

  /** The source's state at the beginning of the run. */
  Map<String, byte[]> state() {
    return feed.state();
  }

  boolean stopping() {
    return closed.getAsBoolean() || feed.stopping();
  }

  /** Where the rows go. */
  SourceBatch batch() {
    return batch;
  }

  /** Whether the batch is large enough to be appended. */
  boolean full() {
    return batch.sizeBytes() >= batchBytes;
  }

  /** Appends the rows, if there are any. */
  void append() throws InterruptedException {
    if (!batch.isEmpty()) {
      feed.append(batch);
      batch.reset();
      stamp();
    }
  }

  /** Says that all files are read. */
  void end() throws InterruptedException {
    batch.control(ChangeKind.COMPLETE, 0);
    batch.control(ChangeKind.END, 0);
    append();
  }

  void report(SourceProgress progress) {
    feed.report(progress);
  }

  /**
   * Sets a record aside.
   *
   * @param rejected how many were set aside with this one, of {@code most} that may be
   */
  void reject(Records records, EvertException reason, long rejected, long most) {
    feed.reject(records.where(), String.valueOf(reason.getMessage()), records.found());
    if (rejected > most) {
      throw new EvertException(
          ErrorCode.BAD_RECORD,
          "more than "
              + most
              + " records can not be read, the last at "
              + records.where()
              + ": "
              + reason.getMessage(),
          "Mend the records, or let more be set aside: ?rejects=");
    }
  }
}
