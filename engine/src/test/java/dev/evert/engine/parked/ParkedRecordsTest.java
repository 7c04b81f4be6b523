package dev.evert.engine.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.Log;
import dev.evert.log.LogOptions;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are parked again after a kill are there once. */
final class ParkedRecordsTest {
  private static final String LINE =
      "{\"origin\":\"file:a.csv\",\"where\":\"line %d\",\"code\":\"EV-2010\","
          + "\"reason\":\"two columns\",\"record\":\"a,b\"}";

  @TempDir Path directory;

  private static ParkedRecord line(int number) {
    byte[] text = "a,b".getBytes(StandardCharsets.UTF_8);
    return new ParkedRecord("file:a.csv", "line " + number, "EV-2010", "two columns", text);
  }

  @Test
  void theSameRecordIsParkedOnce() {
    Path rejects = directory.resolve("rejects").resolve("pipe.jsonl");
    for (int run = 0; run < 2; run++) {
      try (Log log = Journal.open(directory.resolve("log"), LogOptions.defaults())) {
        StreamId stream = log.createStream("parked", Retention.forever());
        RejectFile file = RejectFile.create(rejects);
        ParkedRecords parked = new ParkedRecords(log, stream, InstantSource.system(), file);
        parked.park(line(1));
        parked.park(line(2));
        parked.park(line(2));
        assertThat(parked.count("file:a.csv").get()).isEqualTo(2);
        List<String> places = new ArrayList<>();
        parked.forEach(record -> places.add(record.where()));
        assertThat(places).containsExactly("line 1", "line 2");
        assertThat(rejects).hasContent(LINE.formatted(1) + "\n" + LINE.formatted(2));
      }
    }
  }
}
