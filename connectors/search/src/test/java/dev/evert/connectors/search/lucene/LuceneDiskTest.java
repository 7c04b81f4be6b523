package dev.evert.connectors.search.lucene;

import static dev.evert.connectors.search.RandomBatches.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.connectors.search.RandomBatches;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RecordingContext;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Disks that fill up, and whatever else they say. */
class LuceneDiskTest {
  private static final int RUNS = 10;

  @TempDir private Path index;

  private LuceneSink sink(SmallDisk disk) {
    IndexLocation location = IndexLocation.of(StoreUri.parse("lucene:" + index));
    return new LuceneSink(location, new RecordingContext("pipe"), disk::open);
  }

  @Test
  void goesOnFromItsLastFlushWhenThereIsRoomAgain() throws Exception {
    Random random = Seed.random("goesOnFromItsLastFlushWhenThereIsRoomAgain");
    RandomBatches batches = new RandomBatches(random.nextLong());
    SmallDisk disk = new SmallDisk();
    long flushed = 0;
    for (int run = 0; run < RUNS; run++) {
      disk.room(Long.MAX_VALUE);
      try (LuceneSink sink = sink(disk)) {
        long version = sink.prepare(SCHEMA).map(SinkProgress::version).orElse(0L);
        // A merge that fails right after a commit tells so, and the commit stands.
        assertThat(version).isBetween(flushed, flushed + 1);
        assertThat(batches.differences(sink.audit(), version)).isEmpty();
        disk.room(5_000 + random.nextInt(100_000));
        flushed = fill(sink, batches, version);
      }
    }
    assertThat(flushed).isPositive();
  }

  /** Writes until the disk is full; returns the last version that was flushed. */
  private static long fill(LuceneSink sink, RandomBatches batches, long from) throws Exception {
    long version = from;
    try {
      while (true) {
        sink.write(batches.batch(version + 1));
        sink.flush();
        version++;
      }
    } catch (EvertException e) {
      assertThat(e.code()).as(e.describe()).isEqualTo(ErrorCode.DISK_FULL);
      assertThatThrownBy(() -> sink.write(batches.batch(from + 10_000)))
          .as("it stays failed until it is prepared anew")
          .isInstanceOf(EvertException.class);
      return version;
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), ErrorCode.DISK_FULL),
        Arguments.of(
            new FileSystemException("_0.fdt", null, "Disk quota exceeded"), ErrorCode.DISK_FULL),
        Arguments.of(new AccessDeniedException("_0.fdt"), ErrorCode.READ_ONLY),
        Arguments.of(
            new FileSystemException("_0.fdt", null, "Read-only file system"), ErrorCode.READ_ONLY),
        Arguments.of(new NoSuchFileException("_0.cfs"), ErrorCode.DATA_CORRUPT),
        Arguments.of(new LockObtainFailedException("held"), ErrorCode.DATA_IN_USE),
        Arguments.of(new IndexFormatTooNewException("segments_2", 99, 1, 9), ErrorCode.DATA_NEWER),
        Arguments.of(new IOException("Input/output error"), ErrorCode.IO_FAILED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatFailed(IOException failure, ErrorCode code) {
    EvertException said = IndexFailure.of(failure, index);
    assertThat(said.code()).isEqualTo(code);
    assertThat(said.getMessage()).contains(index.toString());
  }
}
