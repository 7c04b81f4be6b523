package dev.evert.connectors.files;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.ChangeKind;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the files of one table into a feed. */
final class TableReader {
  private static final int RECORDS_BETWEEN_CHECKS = 1024;

  private final int number;
  private final FileTable table;
  private final Schema schema;
  private final FileFeed feed;
  private final @Nullable KeyColumns key;
  private final Map<String, FileState> states = new HashMap<>();
  private final List<Path> files;
  private final ReadBytes bytes;
  private long rows;
  private long rejected;

  TableReader(int number, FileTable table, Schema schema, FileFeed feed) {
    this.number = number;
    this.table = table;
    this.schema = schema;
    this.feed = feed;
    this.key = schema.keyed() ? new KeyColumns(schema) : null;
    this.files = table.files();
    Map<String, byte[]> all = feed.state();
    for (Path file : files) {
      byte[] state = all.get(stateName(table, file));
      FileState known = state == null ? FileState.NEW : FileState.parse(state);
      states.put(file.toString(), known);
      rows += known.rows();
      rejected += known.rejected();
    }
    this.bytes = new ReadBytes(files);
  }

  /** The state entry of a file. */
  static String stateName(FileTable table, Path file) {
    return statePrefix(table) + file;
  }

  /** The state entries of a table's files begin so, and end with the file's path. */
  static String statePrefix(FileTable table) {
    return table.table().name() + "|";
  }

  /** The files that were there when the run began. */
  List<Path> files() {
    return files;
  }

  /** Reads what is not yet read of a file. */
  void read(Path file) throws InterruptedException {
    FileState from = states.getOrDefault(file.toString(), FileState.NEW);
    try {
      long sizeBytes = Files.size(file);
      if (from.ended() && from.sizeBytes() == sizeBytes) {
        bytes.finish(sizeBytes);
        return;
      }
      try (Records records = table.open(file, schema, from)) {
        read(file, records, new FileCount(sizeBytes, from));
      }
      bytes.finish(sizeBytes);
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  private void read(Path file, Records records, FileCount count)
      throws IOException, InterruptedException {
    String name = stateName(table, file);
    long sinceCheck = 0;
    while (records.next()) {
      readOne(records, count);
      if (feed.full()) {
        append(name, count.state(false, records));
        report(records.bytesRead());
      }
      if (++sinceCheck == RECORDS_BETWEEN_CHECKS) {
        sinceCheck = 0;
        if (feed.stopping()) {
          break;
        }
      }
    }
    // A small file's rows wait for those of the next ones.
    feed.batch().state(name, count.state(!feed.stopping(), records).toBytes());
    if (feed.full() || feed.stopping()) {
      feed.append();
      report(records.bytesRead());
    }
  }

  private void append(String name, FileState state) throws InterruptedException {
    feed.batch().state(name, state.toBytes());
    feed.append();
  }

  private void readOne(Records records, FileCount count) {
    SourceBatch batch = feed.batch();
    RowWriter out = batch.begin(key == null ? ChangeKind.INSERT : ChangeKind.UPSERT, number);
    int start = out.size();
    try {
      records.read(out);
      batch.endRow();
      if (key != null) {
        key.copy(out.buffer(), start, out.size(), out);
      }
      batch.end();
      count.rows++;
      rows++;
    } catch (EvertException e) {
      batch.cancel();
      count.rejected++;
      rejected++;
      feed.reject(records, e, rejected, table.options().maxRejects());
    }
  }

  /** Tells that all rows were read. */
  void reportEnd() {
    report(OptionalLong.of(rows));
  }

  private void report(long ofThisFile) {
    report(bytes.expect(rows, ofThisFile));
  }

  private void report(OptionalLong expected) {
    feed.report(new SourceProgress.Snapshot(table.table().name(), rows, expected));
  }

  /** What was read of one file. */
  private static final class FileCount {
    private final long sizeBytes;
    private long rows;
    private long rejected;

    FileCount(long sizeBytes, FileState from) {
      this.sizeBytes = sizeBytes;
      this.rows = from.rows();
      this.rejected = from.rejected();
    }

    FileState state(boolean ended, Records records) {
      FilePosition position = records.position();
      return new FileState(ended, sizeBytes, position, records.check(), rows, rejected);
    }
  }
}
