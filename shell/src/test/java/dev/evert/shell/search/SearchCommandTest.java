package dev.evert.shell.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.shell.Evert;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.KeyColumns;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.contract.RecordingContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT4), Column.nullable("title", Type.Text.ANY)),
          List.of(0));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @BeforeEach
  void fill() throws InterruptedException {
    StoreUri uri = StoreUri.parse("lucene:" + directory.resolve("index"));
    SinkFactory factory =
        ServiceLoader.load(SinkFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(f -> f.schemes().contains(uri.scheme()))
            .findAny()
            .orElseThrow();
    try (Sink sink =
        factory.open(uri, new RecordingContext("pipe"), new TestSurroundings("pipe", directory))) {
      sink.prepare(SCHEMA);
      List<SinkChange> changes =
          List.of(change(1, "Blue jumper"), change(2, "Red\u001b[2J jumper"), change(3, null));
      sink.write(new SinkBatch(changes, new SinkProgress("t", 1)));
      sink.flush();
    }
  }

  private static SinkChange change(int id, @Nullable String title) {
    RowWriter row = new RowWriter();
    row.putInt4(id);
    if (title == null) {
      row.putNull();
    } else {
      row.putText(title);
    }
    RowWriter key = new RowWriter();
    new KeyColumns(SCHEMA).copy(row.buffer(), 0, row.size(), key);
    return new SinkChange(key.toBytes(), null, row.toBytes(), 1, "p", null);
  }

  @Test
  void printsTheRowsThatMatch() {
    assertThat(run("search", directory.resolve("index").toString(), "+jumper +blue")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceFirst("score [0-9.]+", "score S")))
        .containsExactly(
            "1. 1  (score S)",
            "   title: Blue jumper",
            "   {\"id\":1,\"title\":\"Blue jumper\"}",
            "1 row matches");
  }

  @Test
  void keepsControlCharactersOffTheTerminal() {
    assertThat(run("search", directory.resolve("index").toString(), "red OR blue", "-n", "1"))
        .isZero();
    assertThat(out.toString()).doesNotContain("\u001b").contains("2 rows match, best 1 shown");
  }

  @Test
  void printsJson() {
    String uri = "lucene:" + directory.resolve("index");
    assertThat(run("search", "--json", uri, "id:1 AND blue")).isZero();
    assertThat(out.toString().strip().replaceFirst("\"score\":[0-9.]+", "\"score\":S"))
        .isEqualTo(
            "{\"total\":1,\"hits\":[{\"score\":S,\"key\":\"1\","
                + "\"row\":{\"id\":1,\"title\":\"Blue jumper\"},\"highlights\":"
                + "[{\"column\":\"title\",\"text\":\"Blue jumper\",\"matches\":[[0,4]]}]}]}");
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(run("search", directory.resolve("none").toString(), "blue")).isOne();
    assertThat(err.toString()).contains("EV-3009").contains("there is no directory");
    assertThat(run("search", "gopher://x/y", "blue")).isOne();
    assertThat(err.toString()).contains("EV-1002").contains("lucene, opensearch");
    assertThat(run("search", directory.resolve("index").toString(), "(")).isOne();
    assertThat(err.toString()).contains("can not be understood at character");
  }

  private int run(String... args) {
    return Evert.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
