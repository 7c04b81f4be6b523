package dev.evert.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.text.JsonFormat;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB wrote, beside what it says is in them. */
class ParquetSourceTest {
  private static final Path FILES = Path.of("src/test/resources/parquet");
  @TempDir private Path scratch = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"types-snappy", "types-zstd"})
  void allTypesAreRead(String name) throws IOException {
    Reading reading = Reading.of("file:" + FILES.resolve(name + ".parquet"));
    assertThat(
            reading.schema().columns().stream()
                .map(Column::toString)
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "id bigint, flag boolean, i8 smallint, i16 smallint, i32 integer, u8 smallint,"
                + " u16 integer, u32 bigint, u64 numeric(20,0), f32 real, f64 double precision,"
                + " d9 numeric(9,2), d18 numeric(18,5), d38 numeric(38,3), t text, nullable text,"
                + " b bytea, d date, d_old date, tm time without time zone,"
                + " ts timestamp without time zone, tz timestamp with time zone,"
                + " ts_ms timestamp without time zone, ts_ns timestamp without time zone, u uuid,"
                + " ints integer[], texts text[], nested jsonb, st jsonb, m jsonb, j json");
    assertThat(reading.memory().rejects()).isEmpty();
    assertThat(reading.rows()).isEqualTo(expected(reading.schema()));
  }

  private static List<String> expected(Schema schema) throws IOException {
    JsonFormat format = new JsonFormat(schema);
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(FILES.resolve("types.jsonl"))) {
      byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
      RowWriter row = new RowWriter();
      format.read(utf8, 0, utf8.length, row);
      rows.add(Reading.text(schema, row.toBytes()));
    }
    rows.sort(null);
    return rows;
  }

  @Test
  void columnsAndTypesCanBeChosen() {
    Reading reading =
        Reading.of(
            "file:"
                + FILES.resolve("types-snappy.parquet")
                + "?schema=t:varchar(40),id:numeric(5,1),ts:text,f32:float8&key=id");
    assertThat(reading.rows().getFirst()).isEqualTo("text é 😀 0|0.0|2024-05-01 12:00:00.123456|0");
  }

  @Test
  void aRunGoesOnWhereTheLastOneCrashed() {
    String uri = "file:" + FILES.resolve("many.parquet");
    SourceMemory memory = new SourceMemory();
    for (int batches = 1; batches < 8; batches++) {
      try (Source source = source(uri)) {
        SourceRun.start(source, memory, 1, batches).awaitEnd();
      }
    }
    try (Source source = source(uri)) {
      assertThat(SourceRun.start(source, memory).awaitEnd()).isNull();
      assertThat(memory.size(0)).isEqualTo(6000);
      SourceSnapshot snapshot = snapshot(source);
      assertThat(snapshot.reached(memory.state())).isTrue();
      List<byte[]> rows = new ArrayList<>();
      scan(snapshot, rows);
      rows.sort(Arrays::compareUnsigned);
      assertThat(Arrays.deepEquals(rows.toArray(), memory.rows(0).toArray())).isTrue();
    }
  }

  private static SourceSnapshot snapshot(Source source) {
    try {
      return source.snapshot();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void scan(SourceSnapshot snapshot, List<byte[]> rows) {
    try {
      snapshot.scan(0, (bytes, from, to) -> rows.add(Arrays.copyOfRange(bytes, from, to)));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Source source(String uri) {
    FileTable table = new FileTable(StoreUri.parse(uri));
    return new FilesSource(List.of(table), InstantSource.system(), 20_000);
  }

  @Test
  void anEmptyFileHasColumns() {
    Reading reading = Reading.of("file:" + FILES.resolve("empty.parquet"));
    assertThat(reading.schema().columns()).extracting(Column::name).containsExactly("id");
    assertThat(reading.rows()).isEmpty();
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    byte[] bytes = Files.readAllBytes(FILES.resolve("many.parquet"));
    for (int length : new int[] {0, 3, 100, bytes.length - 1}) {
      Path file = scratch.resolve("broken.parquet");
      Files.write(file, Arrays.copyOf(bytes, length));
      refused(file);
    }
    Arrays.fill(bytes, 100, 5000, (byte) 0x55);
    Path file = Files.write(scratch.resolve("garbage.parquet"), bytes);
    refused(file);
  }

  private static void refused(Path file) {
    Throwable failure;
    try {
      failure = new Reading("file:" + file).run();
    } catch (EvertException e) {
      failure = e;
    }
    assertThat(failure)
        .isInstanceOfSatisfying(
            EvertException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_FILE);
              assertThat(e.getMessage()).contains(file.toString());
            });
  }
}
