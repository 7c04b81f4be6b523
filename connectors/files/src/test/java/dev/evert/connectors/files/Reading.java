package dev.evert.connectors.files;

import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of reading files, over one run or several. */
final class Reading {
  private final String uri;
  private final SourceMemory memory = new SourceMemory();

  Reading(String uri) {
    this.uri = uri;
  }

  /** Reads files to their end. */
  static Reading of(String uri) {
    Reading reading = new Reading(uri);
    Throwable failure = reading.run();
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return reading;
  }

  /** A source that a new run would use. */
  Source source() {
    FileTable table = new FileTable(StoreUri.parse(uri));
    return new FilesSource(List.of(table), InstantSource.system(), 1_000);
  }

  /** Runs once more; returns why it failed, if it did. */
  @Nullable Throwable run() {
    try (Source source = source()) {
      return SourceRun.start(source, memory).awaitEnd();
    }
  }

  SourceMemory memory() {
    return memory;
  }

  Schema schema() {
    return memory.schema(0);
  }

  /** The rows, each with a bar between its values and without nulls' text, sorted. */
  List<String> rows() {
    return memory.rows(0).stream().map(row -> text(schema(), row)).sorted().toList();
  }

  static String text(Schema schema, byte[] row) {
    RowReader reader = new RowReader().set(row);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < schema.width(); i++) {
      text.append(i == 0 ? "" : "|");
      if (reader.isPresent()) {
        TextFormat.format(schema.type(i), reader, text);
      } else {
        reader.skipAbsent();
      }
    }
    return text.toString();
  }
}
