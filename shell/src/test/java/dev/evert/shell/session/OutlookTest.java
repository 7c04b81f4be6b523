package dev.evert.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.status.Failure;
import dev.evert.engine.status.PipeStatus;
import dev.evert.engine.status.PipeStatus.LogStatus;
import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.engine.status.PipeStatus.SinkStatus;
import dev.evert.engine.status.PipeStatus.SourceStatus;
import dev.evert.engine.status.PipeStatus.ViewStatus;
import dev.evert.shell.status.SampleReports;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final SourceStatus SOURCE = SampleReports.streaming(1, 0);
  private static final SourceStatus BROKEN_SOURCE =
      new SourceStatus("x", Optional.empty(), 1, 0, Optional.of(SampleReports.FAILURE));
  private static final SinkStatus SINK = SampleReports.sink(0);
  private static final SinkStatus BUSY_SINK = SampleReports.sink(7);
  private static final SinkStatus BROKEN_SINK = SampleReports.failedSink();

  @Test
  void aPipeGoesOnWhileSomethingOfItDoes() {
    assertThat(outlook(List.of(SOURCE), SINK)).isEqualTo(Outlook.GOING_ON);
    assertThat(outlook(List.of(SOURCE), SINK, BROKEN_SINK)).isEqualTo(Outlook.GOING_ON);
    assertThat(outlook(List.of(SOURCE, BROKEN_SOURCE), SINK)).isEqualTo(Outlook.GOING_ON);
    assertThat(outlook(List.of(BROKEN_SOURCE), BUSY_SINK)).isEqualTo(Outlook.GOING_ON);
  }

  @Test
  void itIsStuckWhenNothingIsLeftToDo() {
    assertThat(outlook(List.of(SOURCE), BROKEN_SINK)).isEqualTo(Outlook.STUCK);
    assertThat(outlook(List.of(BROKEN_SOURCE), SINK, BROKEN_SINK)).isEqualTo(Outlook.STUCK);
    Optional<Failure> failure = Optional.of(SampleReports.FAILURE);
    assertThat(Outlook.of(status(Phase.PARKED, failure, List.of(SOURCE), SINK)))
        .isEqualTo(Outlook.STUCK);
  }

  @Test
  void itMayHaveFinished() {
    assertThat(Outlook.of(status(Phase.FINISHED, Optional.empty(), List.of(SOURCE), SINK)))
        .isEqualTo(Outlook.FINISHED);
  }

  private static Outlook outlook(List<SourceStatus> sources, SinkStatus... sinks) {
    return Outlook.of(status(Phase.RUNNING, Optional.empty(), sources, sinks));
  }

  private static PipeStatus status(
      Phase phase, Optional<Failure> failure, List<SourceStatus> sources, SinkStatus... sinks) {
    ViewStatus view = new ViewStatus("p7", 3, 4, 5, "ab", 0, Optional.empty(), failure);
    return new PipeStatus(
        "best", phase, sources, view, List.of(sinks), new LogStatus("p9", 1, Optional.empty()));
  }
}
