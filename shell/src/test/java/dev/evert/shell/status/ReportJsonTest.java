package dev.evert.shell.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.SourceProgress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportJsonTest {
  static Stream<SourceProgress> progress() {
    return Stream.of(
        SampleReports.copying(1, 0).progress().orElseThrow(),
        SampleReports.copying(5, 10).progress().orElseThrow(),
        SampleReports.streaming(7, 3).progress().orElseThrow(),
        new SourceProgress.Reconnecting("broken \u00e9 \"pipe\"", 500),
        new SourceProgress.Waiting("an open transaction"));
  }

  @ParameterizedTest
  @MethodSource("progress")
  void whatIsWrittenIsReadAgain(SourceProgress progress) {
    PipeReport report =
        SampleReports.at(
            2.5,
            SampleReports.status(
                Phase.PARKED,
                SampleReports.source(3, progress),
                SampleReports.sink(0),
                SampleReports.failedSink()));
    String json = ReportJson.write(report);
    assertThat(json).doesNotContain("\n");
    assertThat(ReportJson.read(json)).isEqualTo(report);
  }

  @Test
  void itsFormIsKept() {
    PipeReport report =
        SampleReports.at(
            0,
            SampleReports.status(
                Phase.RUNNING, SampleReports.streaming(7, 3), SampleReports.failedSink()));
    assertThat(ReportJson.write(report))
        .isEqualTo(
            "{\"name\":\"best\",\"phase\":\"running\","
                + "\"pipe\":\"postgres://db/shop/t\\n| lucene:///x\",\"pid\":4711,"
                + "\"started\":\"2026-01-02T03:04:05Z\",\"at\":\"2026-01-02T03:04:05Z\","
                + "\"sources\":[{\"uri\":\"postgres://db/shop/t\",\"progress\":{\"kind\":"
                + "\"streaming\",\"lagBytes\":3,\"retainedBytes\":65536,"
                + "\"committedMicros\":1767323046000000,\"place\":\"0/16B3748\"},"
                + "\"changes\":7,\"rejected\":0}],"
                + "\"view\":{\"time\":\"p7\",\"epochs\":3,\"changes\":7,\"rows\":1234,"
                + "\"digest\":\"ab12\",\"errors\":0},"
                + "\"sinks\":[{\"uri\":\"opensearch://s/i\",\"frontier\":\"p1\",\"behind\":9,"
                + "\"changes\":5,\"parked\":2,\"waiting\":\"too busy\",\"failure\":{\"code\":"
                + "\"EV-2007\",\"sqlState\":\"58000\",\"message\":\"the store \\\"failed\\\"\","
                + "\"remedy\":\"See the store's own log.\"}}],"
                + "\"logEnd\":\"p9\",\"logBytes\":1048576}");
  }

  @Test
  void somethingElseIsRefused() {
    assertThatThrownBy(() -> ReportJson.read("{}")).isInstanceOf(EvertException.class);
    assertThatThrownBy(() -> ReportJson.read("{\"name\":")).isInstanceOf(EvertException.class);
  }
}
