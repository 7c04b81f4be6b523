package dev.evert.connectors.files;

import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceBatch;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads files once, in the order of their names. What is read of each file is remembered with its
 * rows: a later run goes on there, reads files that have come since, and what was added to the end
 * of those it knows.
 */
final class FilesSource implements Source {
  private final List<FileTable> tables;
  private final InstantSource clock;
  private final int batchBytes;
  private volatile boolean closed;

  FilesSource(List<FileTable> tables, InstantSource clock) {
    this(tables, clock, SourceBatch.SUGGESTED_BYTES);
  }

  /** A source whose batches end when they reach so many bytes. */
  FilesSource(List<FileTable> tables, InstantSource clock, int batchBytes) {
    this.tables = List.copyOf(tables);
    this.clock = clock;
    this.batchBytes = batchBytes;
  }

  @Override
  public List<SourceTable> tables() {
    return tables.stream().map(FileTable::table).toList();
  }

  @Override
  public boolean bounded() {
    return true;
  }

  @Override
  public void run(SourceFeed feed) throws InterruptedException {
    List<Schema> schemas = feed.schemas();
    FileFeed out = new FileFeed(feed, clock, batchBytes, () -> closed);
    for (int i = 0; i < tables.size(); i++) {
      FileTable table = tables.get(i);
      TableReader reader = new TableReader(i, table, schemas.get(i), out);
      for (Path file : reader.files()) {
        if (out.stopping()) {
          return;
        }
        reader.read(file);
      }
      reader.reportEnd();
    }
    if (!out.stopping()) {
      out.end();
    }
  }

  @Override
  public SourceSnapshot snapshot() {
    return new FilesSnapshot(tables);
  }

  @Override
  public void drop() {
    // Nothing is kept beside the files.
  }

  @Override
  public void close() {
    closed = true;
  }
}
