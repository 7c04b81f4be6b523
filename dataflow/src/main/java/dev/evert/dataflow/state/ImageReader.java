package dev.evert.dataflow.state;

import dev.evert.dataflow.arrangement.Fences;
import dev.evert.dataflow.arrangement.Run;
import dev.evert.dataflow.arrangement.RunTotals;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.BigEndian;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Opens an image: checks all of it but the blocks. */
final class ImageReader {
  private static final int MAX_INDEX_BYTES = Integer.MAX_VALUE - 8;

  private final RunFiles files;
  private final RunFile file;
  private final long from;
  private final long length;

  ImageReader(RunFiles files, RunFile file, long from, long length) {
    this.files = files;
    this.file = file;
    this.from = from;
    this.length = length;
  }

  /** The run, held by the caller; the file counts it as in use. */
  Run open() {
    if (length < RunImage.HEADER_BYTES + RunImage.FOOTER_BYTES
        || from + length > file.sizeBytes()) {
      throw Failures.corrupt(
          file.path(), from, "the end of the run", from + length, file.sizeBytes());
    }
    checkHeader();
    byte[] footer = checked(end() - RunImage.FOOTER_BYTES, RunImage.FOOTER_BYTES, "footer");
    long footerAt = end() - RunImage.FOOTER_BYTES;
    expect(footerAt, "the magic", footer, RunImage.FOOTER_MAGIC, RunImage.END_MAGIC);
    expect(footerAt, "the run's length", footer, RunImage.FOOTER_IMAGE, length);
    expect(footerAt, "the file's number", footer, RunImage.FOOTER_FILE, file.number());
    RunTotals totals =
        new RunTotals(
            BigEndian.getLong(footer, RunImage.FOOTER_ENTRIES),
            BigEndian.getLong(footer, RunImage.FOOTER_SIZE),
            BigEndian.getLong(footer, RunImage.FOOTER_WEIGHT),
            (BigEndian.getInt(footer, RunImage.FOOTER_FLAGS) & RunImage.FLAG_CAUSES) != 0);
    return readIndex(footer, footerAt, totals);
  }

  private long end() {
    return from + length;
  }

  private void checkHeader() {
    byte[] header = new byte[RunImage.HEADER_BYTES];
    file.copy(from, header, header.length);
    expect(from, "the magic", header, 0, RunImage.MAGIC);
    verify(header, from, "header");
    int version = BigEndian.getInt(header, RunImage.HEADER_VERSION);
    if (version > RunImage.VERSION) {
      throw Failures.newer(file.path(), RunImage.VERSION, version);
    }
    expect(from, "the file's number", header, RunImage.HEADER_FILE, file.number());
  }

  private Run readIndex(byte[] footer, long footerAt, RunTotals totals) {
    long indexBytes = BigEndian.getLong(footer, RunImage.FOOTER_INDEX);
    long blockCount = BigEndian.getLong(footer, RunImage.FOOTER_BLOCKS);
    long indexAt = footerAt - indexBytes;
    long least = from + RunImage.HEADER_BYTES + totals.sizeBytes();
    if (indexAt < least || indexBytes > MAX_INDEX_BYTES) {
      throw Failures.corrupt(file.path(), indexAt, "the index", "beyond " + least, indexAt);
    }
    byte[] index = checked(indexAt, (int) indexBytes, "index");
    int blocks = (int) blockCount;
    boolean filtered =
        (BigEndian.getInt(footer, RunImage.FOOTER_FLAGS) & RunImage.FLAG_FILTERS) != 0;
    int filters = filtered ? RunImage.parts(blocks) : 0;
    ImageLayout layout =
        new ImageLayout(from, ints(index, 0, blocks), ints(index, blocks, filters));
    if (layout.end() != indexAt) {
      throw Failures.corrupt(file.path(), indexAt, "the end of the blocks", indexAt, layout.end());
    }
    int[] ends = ints(index, blocks + filters, blocks + 1);
    int keysAt = (blocks + filters + blocks + 1) * Integer.BYTES;
    byte[] keys = Arrays.copyOfRange(index, keysAt, index.length - RunImage.CRC_BYTES);
    return new Run(new Fences(keys, ends), totals, files.use(file, from, length, layout));
  }

  private static int[] ints(byte[] bytes, int first, int count) {
    int[] ints = new int[count];
    for (int i = 0; i < count; i++) {
      ints[i] = BigEndian.getInt(bytes, (first + i) * Integer.BYTES);
    }
    return ints;
  }

  private byte[] checked(long at, int size, String part) {
    byte[] bytes = new byte[size];
    file.copy(at, bytes, size);
    verify(bytes, at, part);
    return bytes;
  }

  private void verify(byte[] bytes, long at, String part) throws EvertException {
    int crcAt = bytes.length - RunImage.CRC_BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, crcAt);
    int expected = BigEndian.getInt(bytes, crcAt);
    int found = (int) crc.getValue();
    if (expected != found) {
      throw Failures.corrupt(
          file.path(),
          at,
          "the checksum of the " + part,
          Integer.toHexString(expected),
          Integer.toHexString(found));
    }
  }

  private void expect(long at, String what, byte[] bytes, int offset, long expected) {
    long found = BigEndian.getLong(bytes, offset);
    if (found != expected) {
      throw Failures.corrupt(
          file.path(), at + offset, what, Long.toHexString(expected), Long.toHexString(found));
    }
  }
}
