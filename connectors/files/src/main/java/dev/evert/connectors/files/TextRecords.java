package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The records of a text file. A record that can not be told apart costs its first line only. */
abstract sealed class TextRecords implements Records permits CsvRecords, JsonLinesRecords {
  /** The longest record, in bytes. */
  static final int MAX_RECORD_BYTES = 16 << 20;

  /** Says that the record goes on behind the window's limit. */
  static final int MORE = -1;

  /** Says that {@link #fault} is why no record is there. */
  static final int FAULT = -2;

  private static final int NONE = -1;
  private static final int MAX_FOUND_BYTES = 1 << 16;

  private final Path file;
  private ByteWindow window;
  private int recordEnd;
  private long line = 1;
  private long nextLine = 1;
  private @Nullable String fault;
  private byte @Nullable [] foundFault;

  TextRecords(Path file) throws IOException {
    this.file = file;
    this.window = new ByteWindow(file);
    try {
      while (!window.ended() && window.limit() < TextHead.BYTES) {
        window.more();
      }
      window.use(TextHead.check(file, window.bytes(), 0, window.limit()));
    } catch (IOException | EvertException e) {
      window.close();
      throw e;
    }
    recordEnd = window.start();
  }

  /** Says what rows are wanted; {@link #read} needs it. */
  abstract void bind(Schema schema, boolean selecting);

  /**
   * Finds the record that starts at {@code from}.
   *
   * @return the index behind it; {@link #MORE} only if not {@code last}; {@link #FAULT}
   */
  abstract int scan(byte[] bytes, int from, int to, boolean last);

  /** The number of line ends in the record that {@link #scan} found. */
  abstract int lines();

  /** Writes the row of the record in {@code bytes[from, to)}. */
  abstract void read(byte[] bytes, int from, int to, RowWriter out);

  /** Whether the record is an empty line, which is none. */
  abstract boolean isBlank(byte[] bytes, int from, int to);

  /** Why {@link #scan} returned {@link #FAULT}. */
  abstract String fault();

  /** Goes to where an earlier run was, behind the beginning. */
  void resume(FilePosition position, int check) throws IOException {
    window.close();
    window = new ByteWindow(file);
    window.resume(position.offset(), check);
    nextLine = position.line();
    recordEnd = window.start();
    if (window.bytes()[recordEnd - 1] != '\n') {
      window.more();
      if (window.limit() > recordEnd) {
        throw FileFailure.bad(
            file,
            "goes on behind its last line, which had no end when it was read",
            "Put new rows into new lines; to read the file anew, drop the pipe.");
      }
    }
  }

  /** Whether the file has no bytes at all. */
  final boolean isEmpty() {
    return window.ended() && window.limit() == 0;
  }

  @Override
  public final boolean next() throws IOException {
    int end;
    do {
      window.use(recordEnd);
      line = nextLine;
      fault = null;
      foundFault = null;
      end = find();
      if (end == NONE) {
        return false;
      }
      recordEnd = end;
    } while (fault == null && isBlank(window.bytes(), window.start(), recordEnd));
    return true;
  }

  private int find() throws IOException {
    while (true) {
      if (window.start() == window.limit() && window.ended()) {
        return NONE;
      }
      int end = scan(window.bytes(), window.start(), window.limit(), window.ended());
      boolean tooLong = end - window.start() > MAX_RECORD_BYTES;
      if (end >= 0 && !tooLong) {
        nextLine = line + lines();
        return end;
      }
      if (end == FAULT) {
        return skipLine(fault());
      }
      if (tooLong || window.limit() - window.start() > MAX_RECORD_BYTES) {
        return skipLine("a record longer than " + (MAX_RECORD_BYTES >> 20) + " MiB");
      }
      window.more();
    }
  }

  private int skipLine(String reason) throws IOException {
    fault = reason;
    nextLine = line + 1;
    int from = window.start();
    while (true) {
      for (int i = from; i < window.limit(); i++) {
        if (window.bytes()[i] == '\n') {
          return i + 1;
        }
      }
      if (foundFault == null) {
        foundFault = copy(window.start(), window.limit());
      }
      if (window.ended()) {
        return window.limit();
      }
      window.use(window.limit());
      window.more();
      from = window.start();
    }
  }

  private byte[] copy(int from, int to) {
    return Arrays.copyOfRange(window.bytes(), from, Math.min(to, from + MAX_FOUND_BYTES));
  }

  @Override
  public final void read(RowWriter out) {
    String reason = fault;
    if (reason != null) {
      throw new EvertException(ErrorCode.BAD_RECORD, reason);
    }
    read(window.bytes(), window.start(), recordEnd, out);
  }

  final byte[] bytes() {
    return window.bytes();
  }

  final int limit() {
    return window.limit();
  }

  final int recordStart() {
    return window.start();
  }

  final int recordEnd() {
    return recordEnd;
  }

  /** Whether the record could be told apart. */
  final boolean isSound() {
    return fault == null;
  }

  final Path file() {
    return file;
  }

  @Override
  public final String where() {
    return file + ":" + line;
  }

  @Override
  public final byte[] found() {
    byte[] kept = foundFault;
    return kept != null ? kept : copy(window.start(), withoutLineEnd());
  }

  private int withoutLineEnd() {
    int end = recordEnd;
    while (end > window.start() && isLineEnd(window.bytes()[end - 1])) {
      end--;
    }
    return end;
  }

  static boolean isLineEnd(byte c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public final FilePosition position() {
    window.use(recordEnd);
    return new FilePosition(window.offset(), nextLine);
  }

  @Override
  public final long bytesRead() {
    return window.bytesRead();
  }

  @Override
  public final int check() {
    return window.check();
  }

  @Override
  public final void close() throws IOException {
    window.close();
  }
}
