package dev.evert.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.console.Ink;
import dev.evert.shell.home.PipeDirectory;
import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import dev.evert.shell.status.SampleReports;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final PipeDirectory DIRECTORY = new PipeDirectory(Path.of("/h/pipes/best"));

  @Test
  void aPipeThatRuns() {
    PipeReport report =
        SampleReports.at(
            3,
            SampleReports.status(
                Phase.PARKED,
                SampleReports.streaming(12_345, 2048),
                SampleReports.sink(0),
                SampleReports.failedSink()));
    assertThat(text(new PipeState(DIRECTORY, true, Optional.of(report)), 125))
        .isEqualTo(
            """
            best  parked  process 4711 for 2 min 5 s
              source  postgres://db/shop/t
                      at 0/16B3748, lag 2 s, 2 kB, keeps 64 kB there; 12,345 changes
              view    1,234 rows, complete to position p7
              sink    lucene:///x
                      holds everything
              sink    opensearch://s/i
                      9 events behind, 2 rows set aside, waiting: too busy
                      EV-2007 (58000): the store "failed"
                      See the store's own log.
              log     1 MB\
            """);
  }

  @Test
  void aViewThatLeavesRowsOut() {
    PipeReport report =
        SampleReports.at(
            3,
            SampleReports.leavingOut(
                SampleReports.status(
                    Phase.RUNNING, SampleReports.streaming(5, 0), SampleReports.sink(0))));
    assertThat(text(new PipeState(DIRECTORY, true, Optional.of(report)), 4))
        .contains(
            """
              view    1,234 rows, complete to position p7
                      2 rows left out, the first by EV-5002 (22012): division by zero
            """);
  }

  @Test
  void aLogThatCanNotRemoveWhatIsTooOld() {
    PipeReport report =
        SampleReports.at(
            3,
            SampleReports.hindered(
                SampleReports.status(
                    Phase.RUNNING, SampleReports.streaming(5, 0), SampleReports.sink(0))));
    assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    assertThat(text(new PipeState(DIRECTORY, true, Optional.of(report)), 4))
        .endsWith(
            """
              log     1 MB
                      is behind with its housekeeping: EV-6001 (53100): no space\
            """);
  }

  @Test
  void aPipeThatDoesNotRun() {
    PipeReport report =
        SampleReports.at(
            3,
            SampleReports.status(
                Phase.RUNNING, SampleReports.copying(5, 10), SampleReports.sink(3)));
    assertThat(text(new PipeState(DIRECTORY, false, Optional.of(report)), 63))
        .startsWith(
            """
            best  killed  last seen 1 min ago
              source  postgres://db/shop/t
                      copying products, 5 rows so far; 5 changes
            """);
    assertThat(text(new PipeState(DIRECTORY, false, Optional.empty()), 0))
        .isEqualTo("best  never ran");
  }

  private static String text(PipeState state, long seconds) {
    return String.join(
        "\n", StatusText.of(state, SampleReports.START.plusSeconds(seconds), Ink.PLAIN));
  }
}
