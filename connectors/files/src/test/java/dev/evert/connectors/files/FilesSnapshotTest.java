package dev.evert.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSnapshotTest {
  @TempDir private Path directory = Path.of("");

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private String uri(String rest) {
    return "file:" + directory + "/" + rest;
  }

  private static List<String> scan(Reading reading, SourceSnapshot snapshot)
      throws InterruptedException {
    List<String> rows = new ArrayList<>();
    snapshot.scan(
        0,
        (bytes, from, to) ->
            rows.add(Reading.text(reading.schema(), Arrays.copyOfRange(bytes, from, to))));
    rows.sort(null);
    return rows;
  }

  @Test
  void theLastRowOfAKeyCounts() throws Exception {
    write("a.csv", "id,name\n1,a\n2,b\n1,c\n,y\n");
    write("b.csv", "id,name\n3,d\n2,e\n");
    Reading reading = Reading.of(uri("*.csv?key=id"));
    try (Source source = reading.source();
        SourceSnapshot snapshot = source.snapshot()) {
      assertThat(scan(reading, snapshot)).isEqualTo(reading.rows());
      assertThat(reading.rows()).containsExactly("1|c", "2|e", "3|d");
    }
  }

  @Test
  void manyKeysAreToldApart() throws Exception {
    StringBuilder text = new StringBuilder("id,name\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i % 7_000).append(',').append(i).append('\n');
    }
    write("a.csv", text.toString());
    Reading reading = Reading.of(uri("a.csv?key=id"));
    try (Source source = reading.source();
        SourceSnapshot snapshot = source.snapshot()) {
      assertThat(scan(reading, snapshot)).isEqualTo(reading.rows()).hasSize(7_000);
    }
  }

  @Test
  void itIsPassedWhenMoreWasRead() throws Exception {
    Path file = write("a.csv", "id\n1\n");
    Reading reading = Reading.of(uri("*.csv"));
    try (Source source = reading.source();
        SourceSnapshot snapshot = source.snapshot()) {
      assertThat(snapshot.passed(reading.memory().state())).isFalse();
      Files.writeString(file, "2\n", StandardOpenOption.APPEND);
      assertThat(reading.run()).isNull();
      assertThat(snapshot.passed(reading.memory().state())).isTrue();
    }
    try (Source source = reading.source();
        SourceSnapshot snapshot = source.snapshot()) {
      assertThat(snapshot.reached(reading.memory().state())).isTrue();
      write("b.csv", "id\n3\n");
      assertThat(reading.run()).isNull();
      assertThat(snapshot.passed(reading.memory().state())).isTrue();
    }
  }

  @Test
  void aFileThatIsGoneCanNotBeCompared() throws Exception {
    write("a.csv", "id\n1\n");
    Path gone = write("b.csv", "id\n2\n");
    Reading reading = Reading.of(uri("*.csv"));
    Files.delete(gone);
    try (Source source = reading.source();
        SourceSnapshot snapshot = source.snapshot()) {
      assertThatThrownBy(() -> snapshot.passed(reading.memory().state()))
          .isInstanceOf(EvertException.class)
          .hasMessageContaining("b.csv");
    }
  }
}
