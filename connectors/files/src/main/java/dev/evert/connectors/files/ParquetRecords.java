package dev.evert.connectors.files;

import dev.evert.connectors.files.ParquetSchema.ParquetColumn;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The rows of a Parquet file. */
final class ParquetRecords implements Records {
  private static final int CHECKED_BYTES = 4096;

  private final Path file;
  private final Schema schema;
  private final int check;
  private final long sizeBytes;
  private final ParquetFileReader reader;
  private final RowReader rows;
  private final List<Optional<ParquetColumn>> columns;
  private final ParquetValues values = new ParquetValues();
  private long row;

  ParquetRecords(Path file, Schema schema, boolean selecting, FileState from) throws IOException {
    this.file = file;
    this.schema = schema;
    this.check = footer(file);
    this.sizeBytes = Files.size(file);
    if (from.position().offset() > 0 && from.check() != check) {
      throw FileFailure.bad(
          file, "was changed since it was read", "Put new rows into new files, or drop the pipe.");
    }
    this.reader = ParquetSchema.open(file);
    this.row = from.position().offset();
    try {
      this.columns = bind(selecting);
      this.rows = reader.buildRowReader().projection(projection()).skip(row).build();
    } catch (EvertException e) {
      reader.close();
      throw e;
    } catch (RuntimeException e) {
      reader.close();
      throw ParquetSchema.broken(file, e);
    }
  }

  private static int footer(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] last = new byte[(int) Math.min(CHECKED_BYTES, in.length())];
      in.seek(in.length() - last.length);
      in.readFully(last);
      CRC32C crc = new CRC32C();
      crc.update(last);
      return (int) crc.getValue();
    }
  }

  /** The file's column for each of the schema's. */
  private List<Optional<ParquetColumn>> bind(boolean selecting) {
    List<ParquetColumn> found =
        ParquetSchema.columns(file, reader, name -> !selecting || schema.indexOf(name) >= 0);
    List<Optional<ParquetColumn>> bound = new ArrayList<>();
    for (Column column : schema.columns()) {
      Optional<ParquetColumn> same =
          found.stream().filter(c -> c.name().equals(column.name())).findFirst();
      if (same.isEmpty() && (selecting || !column.nullable())) {
        throw FileFailure.bad(file, "has no column named '" + column.name() + "'");
      }
      bound.add(same);
    }
    for (ParquetColumn column : found) {
      if (!selecting && schema.indexOf(column.name()) < 0) {
        throw FileFailure.bad(
            file, "has a column '" + column.name() + "', which the table has not");
      }
    }
    return bound;
  }

  private ColumnProjection projection() {
    List<String> names =
        columns.stream().flatMap(Optional::stream).map(ParquetColumn::name).toList();
    // A point in a name would be taken for a path into a group.
    return names.stream().anyMatch(name -> name.contains("."))
        ? ColumnProjection.all()
        : ColumnProjection.columns(names.toArray(String[]::new));
  }

  @Override
  public boolean next() {
    try {
      if (!rows.hasNext()) {
        return false;
      }
      rows.next();
      row++;
      return true;
    } catch (RuntimeException e) {
      throw ParquetSchema.broken(file, e);
    }
  }

  @Override
  public void read(RowWriter out) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = schema.column(i);
      try {
        readField(column, columns.get(i), out);
      } catch (EvertException e) {
        throw new EvertException(
            e.code(), "column " + column.name() + ": " + e.getMessage(), e.remedy(), e);
      }
    }
  }

  private void readField(Column column, Optional<ParquetColumn> from, RowWriter out) {
    if (from.isPresent() && !rows.isNull(from.get().name())) {
      values.put(column.type(), from.get(), rows.getValue(from.get().name()), out);
    } else if (column.nullable()) {
      out.putNull();
    } else {
      throw new EvertException(ErrorCode.NULL_NOT_ALLOWED, "null is not allowed");
    }
  }

  @Override
  public String where() {
    return file + ": row " + row;
  }

  @Override
  public byte[] found() {
    StringBuilder text = new StringBuilder();
    for (Optional<ParquetColumn> column : columns) {
      column.ifPresent(
          c -> text.append(text.isEmpty() ? "" : ", ").append(rows.getValue(c.name())));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public FilePosition position() {
    return new FilePosition(row, row + 1);
  }

  @Override
  public long bytesRead() {
    long all = Math.max(reader.getFileMetaData().numRows(), 1);
    return (long) ((double) sizeBytes * row / all);
  }

  @Override
  public int check() {
    return check;
  }

  @Override
  public void close() throws IOException {
    rows.close();
    reader.close();
  }
}
