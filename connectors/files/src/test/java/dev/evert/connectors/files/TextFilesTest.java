package dev.evert.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.source.SourceProgress;
import dev.evert.testing.contract.SourceMemory;
import dev.evert.testing.contract.SourceRun;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV and JSON lines: what is a row, what is set aside, and what is no file to read. */
class TextFilesTest {
  @TempDir private Path directory = Path.of("");

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private String uri(String rest) {
    return "file:" + directory + "/" + rest;
  }

  private static String columns(Reading reading) {
    return reading.schema().columns().stream()
        .map(Column::toString)
        .collect(Collectors.joining(", "));
  }

  private void refused(String rest, ErrorCode code, String... words) {
    Throwable failure;
    try {
      failure = new Reading(uri(rest)).run();
    } catch (EvertException e) {
      failure = e;
    }
    assertThat(failure).isNotNull();
    failed(failure, code, words);
  }

  private static void failed(@Nullable Throwable failure, ErrorCode code, String... words) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            EvertException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage() + " " + e.remedy()).contains(words);
            });
  }

  @Test
  void typesOfCsvAreFoundOut() throws IOException {
    write(
        "a.csv",
        """
        id,code,price,ratio,ok,day,at,atz,u,note,none
        1,007,1.50,1e5,true,2024-05-01,2024-05-01 12:00:00,2024-05-01T12:00:00Z,\
        a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,"a, ""b""\nc",
        -2,1,2,2.5,FALSE,2024-02-29,2024-05-01,2024-05-01 12:00+02,\
        A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12,"",
        """);
    Reading reading = Reading.of(uri("a.csv"));
    assertThat(columns(reading))
        .isEqualTo(
            "id bigint, code text, price numeric, ratio double precision, ok boolean, day date,"
                + " at timestamp without time zone, atz timestamp with time zone, u uuid,"
                + " note text, none text");
    assertThat(reading.rows())
        .containsExactly(
            "-2|1|2|2.5|f|2024-02-29|2024-05-01 00:00:00|2024-05-01 10:00:00+00"
                + "|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12||",
            "1|007|1.50|100000|t|2024-05-01|2024-05-01 12:00:00|2024-05-01 12:00:00+00"
                + "|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|a, \"b\"\nc|");
    assertThat(reading.memory().rejects()).isEmpty();
  }

  @Test
  void typesOfJsonAreFoundOut() throws IOException {
    write(
        "a.jsonl",
        """
        {"id": 1, "f": 1.5, "s": "x", "d": "2024-05-01", "b": true, "o": {"y":1, "x":[1]}}

        {"later": "1", "id": 12345678901234567890, "f": 1, "s": 2, "d": null, "o": "text"}
        """);
    Reading reading = Reading.of(uri("a.jsonl"));
    assertThat(columns(reading))
        .isEqualTo("id numeric, f numeric, s text, d date, b boolean, o jsonb, later text");
    assertThat(reading.rows())
        .containsExactly(
            "12345678901234567890|1|2|||\"text\"|1",
            "1|1.5|x|2024-05-01|t|{\"x\": [1], \"y\": 1}|");
  }

  @Test
  void badRecordsAreSetAsideWithTheirPlaceAndReason() throws IOException {
    String good =
        IntStream.range(0, 30_000).mapToObj(i -> i + ",n" + i + "\n").collect(Collectors.joining());
    Path file = write("a.csv", "id,name\n" + good);
    byte[] bad =
        "x1,a\n1,2,3\n\n5\n6,\"open\n7,\"a\"b\n8,ok\n9,\u00e9\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, bad, StandardOpenOption.APPEND);
    Reading reading = Reading.of(uri("a.csv"));
    assertThat(reading.memory().size(0)).isEqualTo(30_001);
    assertThat(reading.rows()).contains("8|ok");
    assertThat(reading.memory().rejects())
        .containsExactly(
            file + ":30002: column id: invalid input syntax for type bigint: \"x1\": x1,a",
            file + ":30003: wanted 2 fields, got 3: 1,2,3",
            file + ":30005: wanted 2 fields, got 1: 5",
            file + ":30006: text after a closing quote: 6,\"open",
            file + ":30007: text after a closing quote: 7,\"a\"b",
            file
                + ":30009: column name: invalid byte sequence for encoding \"UTF8\": 0xe9 at byte 0"
                + " of the value: 9,\ufffd");
  }

  @Test
  void badJsonIsSetAside() throws IOException {
    Path file =
        write(
            "a.jsonl",
            "{\"id\":1}\n{\"id\":2\n[3]\n{\"id\":4,\"other\":5}\n{\"id\":\"x\"}\n{\"id\":6}");
    Reading reading = Reading.of(uri("a.jsonl?schema=id:int"));
    assertThat(reading.rows()).containsExactly("1", "4", "6");
    assertThat(reading.memory().rejects()).hasSize(3);
    assertThat(reading.memory().rejects().getFirst()).startsWith(file + ":2: invalid JSON at byte");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneLine() throws IOException {
    write("a.csv", "id,name\n1,a\n2,\"b\n3,c\n4,d\n");
    Reading reading = Reading.of(uri("a.csv"));
    assertThat(reading.rows()).containsExactly("1|a", "3|c", "4|d");
    assertThat(reading.memory().rejects()).hasSize(1);
    assertThat(reading.memory().rejects().getFirst()).contains(":3: a quote that is never closed");
  }

  @Test
  void aRecordThatIsTooLongIsSetAside() throws IOException {
    Path file = directory.resolve("a.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("{\"id\":1}\n{\"id\":2,\"x\":\"".getBytes(StandardCharsets.UTF_8));
      out.write("y".repeat(TextRecords.MAX_RECORD_BYTES + 1).getBytes(StandardCharsets.UTF_8));
      out.write("\"}\n{\"id\":3}\n".getBytes(StandardCharsets.UTF_8));
    }
    Reading reading = Reading.of(uri("a.jsonl?schema=id:int"));
    assertThat(reading.rows()).containsExactly("1", "3");
    assertThat(reading.memory().rejects()).hasSize(1);
    assertThat(reading.memory().rejects().getFirst().substring(0, 200))
        .startsWith(file + ":2: a record longer than 16 MiB");
  }

  @Test
  void tooManyBadRecordsStopTheReading() throws IOException {
    write("a.csv", "id,name\n1,a\nx\ny\n2,b\n");
    assertThat(Reading.of(uri("a.csv?rejects=2")).rows()).hasSize(2);
    refused("a.csv?rejects=1", ErrorCode.BAD_RECORD, "a.csv:4", "more than 1 ");
  }

  @Test
  void aKeyMakesLaterRowsReplaceEarlierOnes() throws IOException {
    write("a.csv", "id,name\n1,a\n2,b\n1,c\n,d\n");
    write("b.csv", "name,id\ne,2\n");
    Reading reading = Reading.of(uri("*.csv?key=id"));
    assertThat(reading.rows()).containsExactly("1|c", "2|e");
    assertThat(reading.memory().rejects()).hasSize(1);
    assertThat(reading.memory().rejects().getFirst()).contains("column id: null is not allowed");
  }

  @Test
  void delimitersQuotesAndNullsCanBeSaid() throws IOException {
    write("a.csv", "1;'x;y''z';\\N\n2;;''\n");
    Reading reading =
        Reading.of(
            uri("a.csv?delimiter=;&quote='&header=false&null=\\N&schema=a:int,b:text,c:text"));
    assertThat(reading.rows()).containsExactly("1|x;y'z|", "2||");
    write("b.tsv", "id\tname\n1\ta b\n");
    assertThat(Reading.of(uri("b.tsv")).rows()).containsExactly("1|a b");
    write("c.csv", "\ufeffid,name\r\n1,\"a\"\r\n2,b");
    assertThat(Reading.of(uri("c.csv")).rows()).containsExactly("1|a", "2|b");
    write("d.csv", "1,2\n3,4\n");
    assertThat(columns(Reading.of(uri("d.csv?header=false")))).isEqualTo("c1 bigint, c2 bigint");
  }

  @Test
  void aLaterRunReadsWhatHasCome() throws IOException {
    Path file = write("a.csv", "id,name\n1,a\n");
    Reading reading = Reading.of(uri("*.csv"));
    Files.writeString(file, "2,b\n", StandardOpenOption.APPEND);
    write("b.csv", "id,name\n3,c");
    assertThat(reading.run()).isNull();
    assertThat(reading.rows()).containsExactly("1|a", "2|b", "3|c");
    assertThat(reading.run()).isNull();
    assertThat(reading.rows()).hasSize(3);
    Files.writeString(directory.resolve("b.csv"), "c\n4,d\n", StandardOpenOption.APPEND);
    failed(reading.run(), ErrorCode.BAD_FILE, "b.csv", "last line");
  }

  @Test
  void aFileThatWasChangedIsNotReadOn() throws IOException {
    write("a.csv", "id,name\n1,a\n");
    Reading reading = Reading.of(uri("a.csv"));
    write("a.csv", "id,name\n9,x\n2,b\n");
    failed(reading.run(), ErrorCode.BAD_FILE, "a.csv", "changed");
    write("a.csv", "id\n");
    failed(reading.run(), ErrorCode.BAD_FILE, "a.csv", "changed");
  }

  @Test
  void whatIsNoTextIsSaid() throws IOException {
    Files.write(
        directory.resolve("latin.csv"),
        "id,name\n1,Müller\n".getBytes(StandardCharsets.ISO_8859_1));
    refused("latin.csv", ErrorCode.BAD_FILE, "0xfc at offset 11", "iconv");
    Files.write(directory.resolve("utf16.csv"), "id,name\n".getBytes(StandardCharsets.UTF_16));
    refused("utf16.csv", ErrorCode.BAD_FILE, "UTF-16");
    Files.write(directory.resolve("binary.csv"), new byte[] {'a', ',', 'b', '\n', 0, 1, 2});
    refused("binary.csv", ErrorCode.BAD_FILE, "offset 4");
    gzip("packed.csv", "id\n1\n", 1);
    refused("packed.csv", ErrorCode.BAD_FILE, "gzip", ".gz");
    write("not.csv.gz", "id\n1\n");
    refused("not.csv.gz", ErrorCode.BAD_FILE, "not.csv.gz");
    write("array.json", "[{\"id\":1}]");
    refused("array.json", ErrorCode.BAD_FILE, "jq");
    write("semicolons.csv", "id;name\n1;a\n");
    refused("semicolons.csv", ErrorCode.BAD_FILE, "delimiter=;");
    write("twice.csv", "id,id\n1,2\n");
    refused("twice.csv", ErrorCode.BAD_FILE, "'id'");
    write("nothing.csv", "");
    refused("nothing.csv", ErrorCode.BAD_FILE, "schema=");
  }

  private void gzip(String name, String text, int parts) throws IOException {
    try (OutputStream file = Files.newOutputStream(directory.resolve(name))) {
      for (int i = 0; i < parts; i++) {
        GZIPOutputStream out = new GZIPOutputStream(file);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.finish();
      }
    }
  }

  @Test
  void aCutGzipFileIsSaid() throws IOException {
    String text = IntStream.range(0, 50_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    gzip("a.csv.gz", "id\n" + text, 1);
    byte[] whole = Files.readAllBytes(directory.resolve("a.csv.gz"));
    Files.write(directory.resolve("a.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    refused("a.csv.gz", ErrorCode.BAD_FILE, "a.csv.gz");
    gzip("parts.csv.gz", text, 2);
    assertThat(Reading.of(uri("parts.csv.gz?header=false")).memory().size(0)).isEqualTo(100_000);
  }

  @Test
  void whatIsAskedForWronglyIsSaid() throws IOException {
    write("a.csv", "id,name\n1,a\n");
    write("b.csv", "id,other\n1,a\n");
    write("c.dat", "x");
    refused("*.txt", ErrorCode.NO_SUCH_FILE, "*.txt");
    refused("x.csv", ErrorCode.NO_SUCH_FILE, "x.csv");
    refused("c.dat", ErrorCode.BAD_FILE, "format=");
    refused("a.csv?colour=red", ErrorCode.BAD_OPTION, "colour");
    refused("a.csv?delimiter=::", ErrorCode.BAD_OPTION, "delimiter");
    refused("a.csv?delimiter=%22", ErrorCode.BAD_OPTION, "delimiter");
    refused("a.csv?header=maybe", ErrorCode.BAD_OPTION, "header");
    refused("a.csv?rejects=-1", ErrorCode.BAD_OPTION, "rejects");
    refused("a.csv?key=nr", ErrorCode.BAD_OPTION, "'nr'", "id, name");
    refused("a.csv?schema=id:nonsense", ErrorCode.BAD_OPTION, "nonsense");
    refused("a.csv?schema=id:int,nr:int", ErrorCode.BAD_FILE, "'nr'");
    refused("{a.csv,c.dat}?format=csv&schema=id:int", ErrorCode.BAD_FILE, "c.dat", "'id'");
    assertThat(columns(Reading.of(uri("[ab].csv")))).isEqualTo("id bigint, name text, other text");
    assertThat(columns(Reading.of(uri("a.csv?schema=name:varchar(3),id:numeric(5,1)"))))
        .isEqualTo("name character varying(3), id numeric(5,1)");
  }

  @Test
  void patternsReachIntoDirectories() throws IOException {
    Files.createDirectories(directory.resolve("x/y"));
    write("x/a.csv", "id\n1\n");
    write("x/y/b.csv", "id\n2\n");
    write("c.csv", "id\n3\n");
    assertThat(Reading.of(uri("**.csv")).rows()).containsExactly("1", "2", "3");
    assertThat(Reading.of(uri("x/**/*.csv")).rows()).containsExactly("2");
    assertThat(Reading.of(uri("*/*.csv")).rows()).containsExactly("1");
    refused("x", ErrorCode.NO_SUCH_FILE, "directory");
  }

  @Test
  void progressIsTold() throws IOException {
    write("a.csv", "id\n" + "1\n".repeat(5000));
    Reading reading = new Reading(uri("a.csv"));
    SourceMemory memory = new SourceMemory();
    SourceRun run = SourceRun.start(reading.source(), memory);
    assertThat(run.awaitEnd()).isNull();
    SourceProgress.Snapshot last = run.feed().lastReport(SourceProgress.Snapshot.class);
    assertThat(last)
        .isEqualTo(
            new SourceProgress.Snapshot(
                directory.resolve("a.csv").toString(), 5000, OptionalLong.of(5000)));
    assertThat(List.of(memory.complete(), memory.ended())).containsExactly(true, true);
  }
}
