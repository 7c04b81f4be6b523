package dev.evert.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.Surroundings;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.sink.Sink;
import dev.evert.spi.sink.SinkBatch;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkContext;
import dev.evert.spi.sink.SinkFactory;
import dev.evert.spi.sink.SinkProgress;
import dev.evert.spi.type.Type;
import dev.evert.spi.uri.StoreUri;
import dev.evert.testing.TestSurroundings;
import dev.evert.testing.contract.RecordingContext;
import dev.evert.testing.contract.SinkContract;
import dev.evert.testing.contract.ViewModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeFileSinkTest extends SinkContract {
  private static final Schema SCHEMA =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT8), Column.nullable("j", Type.Simple.JSON)),
          List.of(0));
  private Path file = Path.of("");

  @BeforeEach
  @Override
  protected void fresh() {
    file = scratch.resolve("out.jsonl");
  }

  @Override
  protected Sink open(SinkContext context, Surroundings surroundings) {
    return factory().open(StoreUri.parse("file://" + file), context, surroundings);
  }

  private static SinkFactory factory() {
    return ServiceLoader.load(SinkFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.schemes().contains("stdout"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void rowsAreMendedInAFileThatWasMadeAnew() throws Exception {
    Schema schema = new Schema(List.of(Column.required("id", Type.Simple.INT8)), List.of(0));
    ViewModel view = new ViewModel(schema, new Random(1));
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      sink.prepare(schema);
      sink.repair(view.change(5));
      sink.write(new SinkBatch(List.of(), view.progress()));
      assertThat(sink.flush()).isEqualTo(view.progress());
      assertThat(view.differences(sink.audit())).isEmpty();
    }
  }

  @Override
  protected List<Type> types() {
    List<Type> types = new ArrayList<>(List.of(Type.Simple.values()));
    types.add(Type.Numeric.ANY);
    types.add(new Type.Numeric(20, 4));
    types.add(Type.Text.ANY);
    types.add(new Type.Text(5));
    types.add(new Type.Char(4));
    types.add(new Type.Enumeration("mood", List.of("sad", "ok")));
    types.add(new Type.Domain("positive", Type.Simple.INT4));
    types.add(new Type.Other("point"));
    types.add(new Type.Array(Type.Simple.INT4));
    types.add(new Type.Array(Type.Text.ANY));
    types.add(new Type.Array(Type.Simple.JSON));
    types.add(new Type.Array(Type.Simple.TIMESTAMPTZ));
    return types;
  }

  @Override
  protected void damage(Damage damage) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    String last = lastInsert(lines);
    switch (damage) {
      case CHANGED ->
          lines.set(
              lines.indexOf(last),
              last.replaceAll("\"name\":(null|\"[^\"]*\")", "\"name\":\"changed\""));
      case REMOVED -> lines.remove(last);
      case ADDED -> lines.add(last.replaceAll("\"id\":-?[0-9]+", "\"id\":4711"));
    }
    Files.write(file, lines);
  }

  /** A line that says all that is known of its key. */
  private static String lastInsert(List<String> lines) {
    for (String line : lines.reversed()) {
      String key = line.replaceAll(".*\"key\":(\\{[^}]*\\}).*", "$1");
      boolean only = lines.stream().filter(other -> other.contains(key)).count() == 1;
      if (line.contains("\"operation\":\"insert\"") && only) {
        return line;
      }
    }
    throw new AssertionError("no row was inserted and left alone");
  }

  @Override
  protected boolean refuse() {
    return false;
  }

  private static SinkBatch batch(long version, SinkChange... changes) {
    return new SinkBatch(List.of(changes), new SinkProgress("t" + version, version));
  }

  private static byte[] row(long id, String json) {
    RowWriter row = new RowWriter();
    row.putInt8(id);
    row.putText(json);
    return row.toBytes();
  }

  private static byte[] key(long id) {
    RowWriter key = new RowWriter();
    key.putInt8(id);
    return key.toBytes();
  }

  private static final SinkBatch BATCH =
      batch(
          1,
          new SinkChange(key(1), null, row(1, "{\n\"a\" :1}"), 1, "p1", new UUID(1, 2)),
          new SinkChange(key(2), row(2, "1"), row(2, "[]"), 1, "p1", null),
          new SinkChange(key(3), row(3, "\"x\\n\""), null, 1, "p0", null));

  private static final List<String> LINES =
      List.of(
          "{\"operation\":\"insert\",\"key\":{\"id\":1},\"row\":{\"id\":1,\"j\":{ \"a\" :1}},"
              + "\"position\":\"p1\",\"operation_id\":\"00000000-0000-0001-0000-000000000002\"}",
          "{\"operation\":\"update\",\"key\":{\"id\":2},\"before\":{\"id\":2,\"j\":1},"
              + "\"row\":{\"id\":2,\"j\":[]},\"position\":\"p1\"}",
          "{\"operation\":\"delete\",\"key\":{\"id\":3},\"before\":{\"id\":3,\"j\":\"x\\n\"},"
              + "\"position\":\"p0\"}");

  @Test
  void eachChangeIsALine() throws IOException {
    try (Sink sink = new ChangeFileSink(file, "p")) {
      sink.prepare(SCHEMA);
      sink.write(BATCH);
      sink.flush();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
  }

  @Test
  void whatIsNotCompleteAfterACrashIsCut() throws Exception {
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      sink.prepare(SCHEMA);
      sink.write(BATCH);
      sink.flush();
    }
    Files.writeString(file, "{\"operation\":\"ins", StandardOpenOption.APPEND);
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      assertThat(sink.prepare(SCHEMA)).contains(BATCH.progress());
    }
    assertThat(Files.readAllLines(file)).isEqualTo(LINES);
  }

  @Test
  void aFileOfOthersIsNotTouched() throws Exception {
    Files.writeString(file, "mine\n");
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      assertThatThrownBy(() -> sink.prepare(SCHEMA))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_FOREIGN));
    }
    assertThat(file).hasContent("mine\n");
  }

  @Test
  void aLineThatIsNoChangeIsNamed() throws Exception {
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      sink.prepare(SCHEMA);
      sink.write(BATCH);
      sink.flush();
      Files.writeString(file, "what?\n", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> sink.audit().scan((_, _) -> {}))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SINK_DIFFERS))
          .hasMessageContaining(file + ":4");
    }
  }

  @Test
  void repairsAViewWithoutKey() throws Exception {
    Schema keyless = new Schema(List.of(Column.nullable("n", Type.Simple.INT4)), List.of());
    ViewModel view = new ViewModel(keyless, new Random(7));
    try (Sink sink = open(new RecordingContext("p"), new TestSurroundings("p", scratch))) {
      sink.prepare(keyless);
      sink.write(view.change(5));
      sink.flush();
      String added =
          "{\"operation\":\"insert\",\"number\":0,\"row\":{\"n\":17},\"position\":\"x\"}\n";
      Files.writeString(file, added, StandardOpenOption.APPEND);
      List<String> differences = view.differences(sink.audit());
      assertThat(differences).hasSize(1);
      sink.repair(view.repair(differences));
      assertThat(view.differences(sink.audit())).isEmpty();
    }
  }

  @Test
  void otherNamesAndOptionsAreRefused() {
    for (String uri :
        List.of("file:out.csv", "file:*.jsonl", "file:a.jsonl?x=1", "stdout:?format=csv")) {
      assertThatThrownBy(() ->
              factory()
                  .open(
                      StoreUri.parse(uri),
                      new RecordingContext("p"),
                      new TestSurroundings("p", scratch)))
          .as(uri)
          .isInstanceOf(EvertException.class);
    }
  }

  @Test
  void theStandardOutputGetsTheSameLinesAndGoesOn() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path progress = scratch.resolve("data/stdout.progress");
    try (Sink sink = new StdoutSink(out, progress, "p")) {
      assertThat(sink.prepare(SCHEMA)).isEmpty();
      sink.write(BATCH);
      sink.flush();
      assertThatThrownBy(sink::audit).isInstanceOf(EvertException.class);
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).isEqualTo(LINES);
    try (Sink sink = new StdoutSink(out, progress, "p")) {
      assertThat(sink.prepare(SCHEMA)).isEqualTo(Optional.of(BATCH.progress()));
      sink.drop();
      assertThat(sink.prepare(SCHEMA)).isEmpty();
    }
  }

  @Test
  void aClosedOutputIsSaid() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (Sink sink = new StdoutSink(closed, scratch.resolve("x"), "p")) {
      sink.prepare(SCHEMA);
      assertThatThrownBy(() -> sink.write(BATCH)).hasMessageContaining("Broken pipe");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
