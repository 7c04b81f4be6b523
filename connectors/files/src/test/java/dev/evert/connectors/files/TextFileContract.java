package dev.evert.connectors.files;

import dev.evert.spi.Surroundings;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.RandomRows;
import dev.evert.testing.contract.SourceContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The source's contract for files that a test can write. Small batches make many of them. */
abstract class TextFileContract extends SourceContract {
  private static final int FILES = 3;
  private static final int BATCH_BYTES = 5_000;

  private final List<byte[]> rows = new ArrayList<>();

  /** The ending of the files' names. */
  abstract String extension();

  /** Whether the table has a key. */
  abstract boolean keyed();

  /** The text of a file with these rows. */
  abstract String text(Schema schema, List<byte[]> rows);

  /** More options, each with its ampersand. */
  String options() {
    return "";
  }

  static Schema schema(boolean keyed) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("id", Type.Simple.INT8, !keyed));
    for (Type.Simple type : Type.Simple.values()) {
      columns.add(Column.nullable(type.name().toLowerCase(Locale.ROOT), type));
    }
    columns.add(Column.nullable("n", Type.Numeric.ANY));
    columns.add(Column.nullable("n_20_4", new Type.Numeric(20, 4)));
    columns.add(Column.nullable("t", Type.Text.ANY));
    columns.add(Column.nullable("v", new Type.Text(5)));
    columns.add(Column.nullable("c", new Type.Char(4)));
    columns.add(Column.nullable("ints", new Type.Array(Type.Simple.INT4)));
    columns.add(Column.nullable("texts", new Type.Array(Type.Text.ANY)));
    return new Schema(columns, keyed ? List.of(0) : List.of());
  }

  private Path directory() {
    return scratch.resolve("files");
  }

  @Override
  protected void create(int count) throws IOException {
    Schema schema = schema(keyed());
    RandomRows random = new RandomRows(new Random(count));
    rows.clear();
    for (int i = 0; i < count; i++) {
      rows.add(withId(i, random.row(schema)));
    }
    Files.createDirectories(directory());
    for (int i = 0; i < FILES; i++) {
      List<byte[]> part = rows.subList(count * i / FILES, count * (i + 1) / FILES);
      write(directory().resolve("part" + i + extension()), text(schema, part));
    }
  }

  private static byte[] withId(int id, byte[] row) {
    RowReader reader = new RowReader().set(row);
    reader.skip(Type.Simple.INT8);
    RowWriter out = new RowWriter();
    out.putInt8(id);
    out.putEncoded(row, reader.offset(), row.length - reader.offset());
    return out.toBytes();
  }

  private static void write(Path file, String text) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file);
        OutputStream out = FileFormat.gzipped(file) ? new GZIPOutputStream(raw) : raw) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  protected Source open(Surroundings surroundings) {
    StringBuilder uri =
        new StringBuilder("file://" + directory() + "/*" + extension() + "?schema=");
    for (Column column : schema(keyed()).columns()) {
      uri.append(column.name()).append(':').append(column.type().sql()).append(',');
    }
    uri.setLength(uri.length() - 1);
    uri.append(keyed() ? "&key=id" : "").append(options());
    FileTable table = new FileTable(StoreUri.parse(uri.toString()));
    return new FilesSource(List.of(table), surroundings.clock(), BATCH_BYTES);
  }

  @Override
  protected List<byte[]> rows(Schema schema) {
    return rows;
  }

  @Override
  protected void change(Random random) {
    throw new UnsupportedOperationException("files are bounded");
  }

  @Override
  protected boolean dropped() {
    return true;
  }
}
