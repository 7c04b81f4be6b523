package dev.evert.log.operations;

import dev.evert.log.files.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Writes a file of operations from a cursor, each of its three parts from front to back. */
final class RunWriter {
  private final LogFile file;
  private final RunLayout layout;
  private final Part filter;
  private final Part directory;
  private final Part pages;
  private final long[] block = new long[RunLayout.BLOCK_BYTES / Long.BYTES];
  private long blockNumber;
  private int inPage;

  private RunWriter(LogFile file, RunLayout layout) {
    this.file = file;
    this.layout = layout;
    this.filter = new Part(RunLayout.HEADER_BYTES);
    this.directory = new Part(layout.directoryOffset());
    this.pages = new Part(layout.pagesOffset());
  }

  /**
   * Writes all operations of a cursor.
   *
   * @param layout says how many there are
   */
  static void write(LogFile file, RunLayout layout, OperationCursor cursor) throws IOException {
    RunWriter writer = new RunWriter(file, layout);
    long count = 0;
    while (cursor.next()) {
      writer.add(cursor);
      count++;
    }
    if (count != layout.count()) {
      throw new IllegalStateException(
          "Expected " + layout.count() + " operations to write, got " + count);
    }
    writer.finish();
  }

  private void add(OperationCursor cursor) throws IOException {
    long hash = OperationOrder.hash(cursor.high(), cursor.low());
    fillBlocksUpTo(layout.block(hash));
    OperationFilter.add(block, hash);
    if (inPage == RunLayout.PAGE_ENTRIES) {
      endPage();
    }
    if (inPage == 0) {
      directory.putLong(hash);
    }
    pages.putLong(cursor.high());
    pages.putLong(cursor.low());
    pages.putLong(cursor.first());
    pages.putInt(cursor.events());
    inPage++;
  }

  private void fillBlocksUpTo(long number) throws IOException {
    while (blockNumber < number) {
      for (int i = 0; i < block.length; i++) {
        filter.putLong(block[i]);
        block[i] = 0;
      }
      blockNumber++;
    }
  }

  private void endPage() throws IOException {
    int padding =
        RunLayout.PAGE_CHECKSUM
            - RunLayout.PAGE_ENTRIES * RunLayout.ENTRY_BYTES
            + (RunLayout.PAGE_ENTRIES - inPage) * RunLayout.ENTRY_BYTES;
    for (int i = 0; i < padding / Integer.BYTES; i++) {
      pages.putInt(0);
    }
    pages.putInt(pages.takeChecksum());
    pages.takeChecksum();
    inPage = 0;
  }

  private void finish() throws IOException {
    fillBlocksUpTo(layout.blocks());
    if (inPage > 0) {
      endPage();
    }
    filter.flush();
    directory.flush();
    pages.flush();
    int checksum = filter.takeChecksum() ^ directory.takeChecksum();
    file.writeFully(ByteBuffer.wrap(layout.withChecksum(checksum).header()), 0);
  }

  /** One part of the file, written through a buffer. */
  private final class Part {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ByteBuffer buffer =
        ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private long offset;
    private int checked;

    Part(long offset) {
      this.offset = offset;
    }

    void putLong(long value) throws IOException {
      reserve(Long.BYTES);
      buffer.putLong(value);
    }

    void putInt(int value) throws IOException {
      reserve(Integer.BYTES);
      buffer.putInt(value);
    }

    private void reserve(int bytes) throws IOException {
      if (buffer.remaining() < bytes) {
        flush();
      }
    }

    void flush() throws IOException {
      check();
      buffer.flip();
      int size = buffer.limit();
      file.writeFully(buffer, offset);
      offset += size;
      buffer.clear();
      checked = 0;
    }

    private void check() {
      crc.update(buffer.array(), checked, buffer.position() - checked);
      checked = buffer.position();
    }

    /** The checksum of what was put since the last call. */
    int takeChecksum() {
      check();
      int value = (int) crc.getValue();
      crc.reset();
      return value;
    }
  }
}
