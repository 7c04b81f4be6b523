package dev.evert.connectors.files;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.SourceTable;
import dev.evert.spi.uri.StoreUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of one URI, as a table. */
final class FileTable {
  private final String pattern;
  private final FileOptions options;
  private @Nullable SourceTable table;

  FileTable(StoreUri uri) {
    this.pattern = FileGlob.path(uri);
    this.options = FileOptions.of(uri);
  }

  FileOptions options() {
    return options;
  }

  /** The files that are there now. */
  List<Path> files() {
    return FileGlob.find(pattern);
  }

  /** The table's name and schema, found out when it is asked for first. */
  SourceTable table() {
    SourceTable known = table;
    if (known == null) {
      known = new SourceTable(pattern, schema());
      table = known;
    }
    return known;
  }

  private Schema schema() {
    List<Path> files = files();
    files.forEach(this::checkReadable);
    boolean given = !options.columns().isEmpty();
    List<Column> columns = given ? options.columns() : SchemaGuess.columns(this, files);
    if (columns.isEmpty()) {
      throw new EvertException(
          ErrorCode.BAD_FILE,
          "no columns are found in " + pattern,
          "Name the columns: ?schema=id:bigint,name:text.");
    }
    try {
      return keyed(columns);
    } catch (IllegalArgumentException e) {
      throw new EvertException(ErrorCode.BAD_OPTION, "schema: " + e.getMessage(), null, e);
    }
  }

  private Schema keyed(List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    List<Integer> key = new ArrayList<>();
    for (String name : options.key()) {
      if (!names.contains(name)) {
        throw new EvertException(
            ErrorCode.BAD_OPTION,
            "key: no column is named '" + name + "'",
            "The columns are " + names.stream().collect(Collectors.joining(", ")) + ".");
      }
      key.add(names.indexOf(name));
    }
    List<Column> all = new ArrayList<>();
    for (Column column : columns) {
      boolean nullable = column.nullable() && !options.key().contains(column.name());
      all.add(Column.of(column.name(), column.type(), nullable));
    }
    return new Schema(all, key);
  }

  private void checkReadable(Path file) {
    if (!Files.isReadable(file)) {
      throw new EvertException(ErrorCode.NOT_PERMITTED, "may not read " + file);
    }
  }

  /** What a file holds. */
  FileFormat format(Path file) {
    return options.format().orElseGet(() -> FileFormat.of(file));
  }

  /** A CSV file whose columns are known by name only. */
  CsvRecords openCsv(Path file) throws IOException {
    char usual = format(file) == FileFormat.TSV ? '\t' : ',';
    return new CsvRecords(file, options, options.delimiter().orElse(usual));
  }

  /**
   * Opens a file where an earlier run was.
   *
   * @param schema of the rows that are wanted
   */
  Records open(Path file, Schema schema, FileState from) throws IOException {
    boolean selecting = !options.columns().isEmpty();
    return switch (format(file)) {
      case CSV, TSV -> resumed(openCsv(file), schema, selecting, from);
      case JSON_LINES -> resumed(new JsonLinesRecords(file), schema, selecting, from);
      case PARQUET -> new ParquetRecords(file, schema, selecting, from);
    };
  }

  private static Records resumed(
      TextRecords records, Schema schema, boolean selecting, FileState from) throws IOException {
    try {
      if (!records.isEmpty()) {
        records.bind(schema, selecting);
      }
      if (from.position().offset() > 0) {
        records.resume(from.position(), from.check());
      }
      return records;
    } catch (IOException | EvertException e) {
      records.close();
      throw e;
    }
  }
}
