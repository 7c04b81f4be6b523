package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files as they were when it was made: those that were there, with the size that they had. With
 * a key, the last row of each key counts.
 */
final class FilesSnapshot implements SourceSnapshot {
  private final List<FileTable> tables;
  private final List<Map<Path, Long>> sizes;

  FilesSnapshot(List<FileTable> tables) {
    this.tables = tables;
    this.sizes = tables.stream().map(FilesSnapshot::sizes).toList();
  }

  private static Map<Path, Long> sizes(FileTable table) {
    Map<Path, Long> sizes = new TreeMap<>();
    for (Path file : table.files()) {
      try {
        sizes.put(file, Files.size(file));
      } catch (IOException e) {
        throw FileFailure.reading(file, e);
      }
    }
    return sizes;
  }

  @Override
  public boolean reached(Map<String, byte[]> state) {
    return compare(state, (size, known) -> known.ended() && known.sizeBytes() >= size);
  }

  @Override
  public boolean passed(Map<String, byte[]> state) {
    return hasOthers(state) || !compare(state, (size, known) -> known.sizeBytes() <= size);
  }

  /** Whether files were read that were not there yet; those that are gone can not be compared. */
  private boolean hasOthers(Map<String, byte[]> state) {
    boolean others = false;
    for (int i = 0; i < tables.size(); i++) {
      String prefix = TableReader.statePrefix(tables.get(i));
      for (String name : state.keySet()) {
        Path file = Path.of(name.substring(name.startsWith(prefix) ? prefix.length() : 0));
        boolean other = name.startsWith(prefix) && !sizes.get(i).containsKey(file);
        if (other && !Files.exists(file)) {
          throw new EvertException(
              ErrorCode.NO_SUCH_FILE, file + " was read, but is not there any more");
        }
        others |= other;
      }
    }
    return others;
  }

  /** Compares the size of a file then with what is known of it. */
  private interface Comparison {
    boolean holds(long sizeBytes, FileState known);
  }

  private boolean compare(Map<String, byte[]> state, Comparison comparison) {
    for (int i = 0; i < tables.size(); i++) {
      for (Map.Entry<Path, Long> file : sizes.get(i).entrySet()) {
        byte[] entry = state.get(TableReader.stateName(tables.get(i), file.getKey()));
        FileState known = entry == null ? FileState.NEW : FileState.parse(entry);
        if (!comparison.holds(file.getValue(), known)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void scan(int table, RowVisitor visitor) {
    Schema schema = tables.get(table).table().schema();
    if (!schema.keyed()) {
      readAll(table, (row, _, _) -> visitor.row(row.buffer(), 0, row.size()));
      return;
    }
    LastPlaces last = new LastPlaces();
    readAll(table, (_, key, place) -> last.put(key.buffer(), key.size(), place));
    readAll(
        table,
        (row, key, place) -> {
          if (last.isLast(key.buffer(), key.size(), place)) {
            visitor.row(row.buffer(), 0, row.size());
          }
        });
  }

  /** Takes the rows of a table with their keys, in order, and counts them. */
  private interface Numbered {
    void row(RowWriter row, RowWriter key, long place);
  }

  private void readAll(int table, Numbered visitor) {
    Schema schema = tables.get(table).table().schema();
    KeyColumns keys = schema.keyed() ? new KeyColumns(schema) : null;
    long place = 0;
    for (Path file : sizes.get(table).keySet()) {
      checkSize(file, sizes.get(table).getOrDefault(file, 0L));
      try (Records records = tables.get(table).open(file, schema, FileState.NEW)) {
        place = readFile(records, keys, place, visitor);
      } catch (IOException e) {
        throw FileFailure.reading(file, e);
      }
    }
  }

  private static void checkSize(Path file, long sizeBytes) {
    try {
      if (Files.size(file) != sizeBytes) {
        throw FileFailure.bad(file, "was changed while it was compared", "Compare once more.");
      }
    } catch (IOException e) {
      throw FileFailure.reading(file, e);
    }
  }

  private static long readFile(
      Records records, @Nullable KeyColumns keys, long from, Numbered visitor) throws IOException {
    RowWriter row = new RowWriter();
    RowWriter key = new RowWriter();
    long place = from;
    while (records.next()) {
      try {
        records.read(row.reset());
      } catch (EvertException _) {
        // It was set aside when the table was read, too.
        continue;
      }
      if (keys != null) {
        keys.copy(row.buffer(), 0, row.size(), key.reset());
      }
      visitor.row(row, key, place++);
    }
    return place;
  }

  @Override
  public void close() {
    // Files are open only while they are read.
  }
}
