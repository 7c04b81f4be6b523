package dev.evert.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.log.EventBatch;
import dev.evert.log.LogOptions;
import dev.evert.log.OperationId;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.journal.Journal;
import dev.evert.shell.Evert;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path log = Path.of("");

  @BeforeEach
  void write() {
    log = home.resolve("pipes/shop/log");
    append(100);
  }

  private void append(int events) {
    try (Journal journal = Journal.open(log, LogOptions.defaults())) {
      StreamId orders = journal.createStream("orders", Retention.forever());
      for (int i = 0; i < events; i++) {
        byte[] payload = ("order number " + i).getBytes(StandardCharsets.UTF_8);
        EventBatch batch = new EventBatch().operationId(OperationId.random());
        journal.append(batch.add(orders, i, new byte[] {1, 2}, payload)).join();
      }
    }
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Evert.commandLine();
    return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(args);
  }

  private int log(String command, String... more) {
    String[] args =
        Stream.concat(Stream.of("log", command, "--data", home.toString()), Stream.of(more))
            .toArray(String[]::new);
    return run(args);
  }

  @Test
  void infoNamesStreamsAndEnd() {
    assertThat(log("info")).isZero();
    assertThat(out.toString()).contains("orders", "forever", "ends at    102", "evert.dev/log/");
    assertThat(log("info", "--json", "--log", "shop")).isZero();
    assertThat(out.toString()).contains("\"endsAt\":\"102\"", "\"name\":\"orders\"");
  }

  @Test
  void tailShowsTheLastEvents() {
    assertThat(log("tail", "-n", "3")).isZero();
    assertThat(out.toString().lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("101  ")
        .contains("orders  0102  'order number 99'  operation ");
    assertThat(log("tail", "--from", "50", "--stream", "orders", "--json")).isZero();
    assertThat(out.toString().lines()).hasSize(52).allMatch(line -> line.startsWith("{"));
    assertThat(log("tail", "--stream", "nothing")).isNotZero();
    assertThat(err.toString()).contains("no stream 'nothing'");
  }

  @Test
  void verifySaysWhatIsDamaged() throws IOException {
    assertThat(log("verify")).isZero();
    assertThat(out.toString()).contains("intact: 102 events in 1 segment");
    Path segment = log.resolve("0000000000000000000.segment");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[5000] ^= 1;
    Files.write(segment, bytes);
    assertThat(log("verify")).isEqualTo(1);
    assertThat(out.toString()).contains("damaged: ", segment.toString(), "offset ", "position ");
    assertThat(log("verify", "--json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"intact\":false", "\"offset\":");
  }

  @Test
  void aProofOfAnEventIsCheckedWithTheKeyAlone() throws IOException {
    assertThat(log("head", "--key")).isZero();
    String key = out.toString().strip();
    assertThat(log("prove", "42")).isZero();
    Path proof = home.resolve("proof.json");
    Files.writeString(proof, out.toString());
    assertThat(run("log", "check-proof", "--key", key, proof.toString())).isZero();
    assertThat(out.toString()).startsWith("proven: event at position 42");
    assertThat(log("check-proof", proof.toString())).isZero();
    Files.writeString(proof, Files.readString(proof).replace("\"index\": 42", "\"index\": 43"));
    assertThat(run("log", "check-proof", "--key", key, proof.toString())).isEqualTo(1);
    assertThat(out.toString()).startsWith("not proven: ");
  }

  @Test
  void anEarlierHeadProvesThatNothingWasChanged() throws IOException {
    assertThat(log("head")).isZero();
    Path head = home.resolve("head");
    Files.writeString(head, out.toString());
    append(10);
    assertThat(log("prove", "--since", head.toString())).isZero();
    Path proof = home.resolve("proof.json");
    Files.writeString(proof, out.toString());
    assertThat(log("check-proof", proof.toString())).isZero();
    assertThat(out.toString()).contains("only grew from 102 to 112 events");
  }

  @Test
  void aPlaceWithoutALogIsAnErrorThatSaysWhatToDo() {
    assertThat(run("log", "info", "--data", home.resolve("none").toString())).isNotZero();
    assertThat(err.toString()).contains("no pipe").contains("--log");
    assertThat(log("info", "--log", "other")).isNotZero();
    assertThat(err.toString()).contains("other");
    assertThat(log("prove", "9999")).isNotZero();
    assertThat(err.toString()).contains("9999");
    assertThat(log("prove", "nonsense")).isNotZero();
    assertThat(err.toString()).contains("nonsense");
  }
}
