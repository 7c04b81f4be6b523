package dev.evert.log.operations;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.LogId;
import dev.evert.log.files.LogFile;
import dev.evert.log.files.LogFiles;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A file of operations ({@link RunLayout}), mapped. Immutable, for any number of threads. */
final class OperationRun {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHECKED_AT_ONCE = 1 << 26;

  private final String path;
  private final RunLayout layout;
  private final MemorySegment bytes;

  private OperationRun(String path, RunLayout layout, MemorySegment bytes) {
    this.path = path;
    this.layout = layout;
    this.bytes = bytes;
  }

  /** Opens a file; null if it is not intact. */
  static @Nullable OperationRun open(LogFiles files, String name, LogId logId) throws IOException {
    try (LogFile file = files.openForReading(name)) {
      MemorySegment bytes = file.map();
      if (bytes.byteSize() < RunLayout.HEADER_BYTES) {
        return null;
      }
      byte[] header = bytes.asSlice(0, RunLayout.HEADER_BYTES).toArray(ValueLayout.JAVA_BYTE);
      RunLayout layout = RunLayout.parse(header, logId);
      if (layout == null || layout.fileBytes() != bytes.byteSize()) {
        return null;
      }
      OperationRun run = new OperationRun(files.directory() + "/" + name, layout, bytes);
      return run.isIntact() ? run : null;
    }
  }

  private boolean isIntact() {
    int filter = checksum(RunLayout.HEADER_BYTES, layout.directoryOffset());
    int directory = checksum(layout.directoryOffset(), layout.pagesOffset());
    return (filter ^ directory) == layout.checksum();
  }

  private int checksum(long from, long to) {
    CRC32C crc = new CRC32C();
    for (long at = from; at < to; at += CHECKED_AT_ONCE) {
      crc.update(bytes.asSlice(at, Math.min(CHECKED_AT_ONCE, to - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  RunLayout layout() {
    return layout;
  }

  /** Looks an operation up; null if it is not here. */
  @Nullable OperationPlace find(long high, long low) {
    long hash = OperationOrder.hash(high, low);
    long block = RunLayout.HEADER_BYTES + layout.block(hash) * RunLayout.BLOCK_BYTES;
    if (!OperationFilter.mayHold(bytes, block, hash)) {
      return null;
    }
    for (long page = firstPage(hash);
        page < layout.pages() && Long.compareUnsigned(pageHash(page), hash) <= 0;
        page++) {
      OperationPlace found = findInPage(page, high, low);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The last page whose first hash is smaller than a hash, or page 0. */
  private long firstPage(long hash) {
    long from = 0;
    long to = layout.pages() - 1;
    while (from < to) {
      long middle = (from + to + 1) >>> 1;
      if (Long.compareUnsigned(pageHash(middle), hash) < 0) {
        from = middle;
      } else {
        to = middle - 1;
      }
    }
    return from;
  }

  private long pageHash(long page) {
    return bytes.get(LONG, layout.directoryOffset() + page * Long.BYTES);
  }

  private @Nullable OperationPlace findInPage(long page, long high, long low) {
    checkPage(page);
    long from = page * RunLayout.PAGE_ENTRIES;
    long to = Math.min(from + RunLayout.PAGE_ENTRIES, layout.count()) - 1;
    while (from <= to) {
      long middle = (from + to) >>> 1;
      int compared = OperationOrder.compare(high(middle), low(middle), high, low);
      if (compared == 0) {
        return new OperationPlace(first(middle), events(middle));
      }
      if (compared < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return null;
  }

  private void checkPage(long page) {
    long at = layout.pagesOffset() + page * RunLayout.PAGE_BYTES;
    int expected = bytes.get(INT, at + RunLayout.PAGE_CHECKSUM);
    int found = checksum(at, at + RunLayout.PAGE_CHECKSUM);
    if (expected != found) {
      throw new LogException(
          LogError.CORRUPT,
          "Corrupt operations: "
              + path
              + ", offset "
              + at
              + ": expected a page with checksum "
              + Integer.toHexString(expected)
              + ", found "
              + Integer.toHexString(found)
              + ". Close the log and remove the file; it is made again from the segments.");
    }
  }

  private long offset(long entry) {
    return layout.pagesOffset()
        + entry / RunLayout.PAGE_ENTRIES * RunLayout.PAGE_BYTES
        + entry % RunLayout.PAGE_ENTRIES * RunLayout.ENTRY_BYTES;
  }

  private long high(long entry) {
    return bytes.get(LONG, offset(entry));
  }

  private long low(long entry) {
    return bytes.get(LONG, offset(entry) + 8);
  }

  private long first(long entry) {
    return bytes.get(LONG, offset(entry) + 16);
  }

  private int events(long entry) {
    return bytes.get(INT, offset(entry) + 24);
  }

  /** All operations; checks each page when it gets there. */
  OperationCursor cursor() {
    return new RunCursor();
  }

  private final class RunCursor implements OperationCursor {
    private long entry = -1;

    @Override
    public boolean next() {
      entry++;
      if (entry >= layout.count()) {
        return false;
      }
      if (entry % RunLayout.PAGE_ENTRIES == 0) {
        checkPage(entry / RunLayout.PAGE_ENTRIES);
      }
      return true;
    }

    @Override
    public long high() {
      return OperationRun.this.high(entry);
    }

    @Override
    public long low() {
      return OperationRun.this.low(entry);
    }

    @Override
    public long first() {
      return OperationRun.this.first(entry);
    }

    @Override
    public int events() {
      return OperationRun.this.events(entry);
    }
  }
}
