package dev.evert.shell.progress;

import static dev.evert.shell.status.SampleReports.at;
import static dev.evert.shell.status.SampleReports.copying;
import static dev.evert.shell.status.SampleReports.failedSink;
import static dev.evert.shell.status.SampleReports.leavingOut;
import static dev.evert.shell.status.SampleReports.sink;
import static dev.evert.shell.status.SampleReports.source;
import static dev.evert.shell.status.SampleReports.status;
import static dev.evert.shell.status.SampleReports.streaming;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.console.Terminal;
import dev.evert.spi.source.SourceProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
  private final StringWriter out = new StringWriter();
  private final LineDisplay onTerminal = display(new Terminal(true, true, 120, false));
  private final LineDisplay plain = display(Terminal.none());

  private LineDisplay display(Terminal terminal) {
    return new LineDisplay(new PrintWriter(out), terminal);
  }

  @Test
  void aTerminalShowsOneLineThatChanges() {
    onTerminal.show(at(0, status(Phase.SNAPSHOT, copying(0, 1000), sink(0))));
    onTerminal.show(at(1, status(Phase.SNAPSHOT, copying(250, 1000), sink(0))));
    onTerminal.show(at(2, status(Phase.SNAPSHOT, copying(1100, 1000), sink(0))));
    onTerminal.show(at(3, status(Phase.RUNNING, streaming(1100, 0), sink(0))));
    onTerminal.show(at(4, status(Phase.RUNNING, streaming(3600, 2048), sink(12))));
    onTerminal.show(at(5, status(Phase.FINISHED, streaming(3600, 0), sink(0))));
    onTerminal.close();
    assertThat(shown())
        .isEqualTo(
            """
            copying the rows that are there
            <products  [....................] 0%  0 of ~1,000 rows  0/s
            <products  [#####...............] 25%  250 of ~1,000 rows  250/s  3 s left
            <products  [####################] 100%  1,100 of ~1,100 rows  550/s  0 ms left
            <following changes
            <0 changes/s  no lag  at 0/16B3748
            <2.5k changes/s  lag 3 s, 2 kB  at 0/16B3748  lucene 12 events behind
            <finished: 1,234 rows
            <\
            """);
  }

  @Test
  void elsewhereALineIsWrittenNowAndThen() {
    for (int i = 0; i <= 100; i++) {
      plain.show(at(i / 4.0, status(Phase.RUNNING, streaming(i * 25L, 0), sink(0))));
    }
    plain.close();
    assertThat(shown())
        .isEqualTo(
            """
            following changes
            100 changes/s  no lag  at 0/16B3748
            100 changes/s  no lag  at 0/16B3748
            """);
  }

  @Test
  void whatIsNewIsToldOnce() {
    SourceProgress broken = new SourceProgress.Reconnecting("no route to db", 500);
    plain.show(at(0, status(Phase.RUNNING, source(0, broken), sink(0))));
    plain.show(at(1, status(Phase.RUNNING, source(0, broken), sink(0))));
    plain.show(at(2, status(Phase.RUNNING, streaming(0, 0), sink(0))));
    plain.show(at(3, status(Phase.RUNNING, source(0, broken), sink(0))));
    plain.show(at(4, status(Phase.PARKED, streaming(0, 0), sink(0), failedSink())));
    plain.show(at(5, status(Phase.PARKED, streaming(0, 0), sink(0), failedSink())));
    assertThat(shown())
        .isEqualTo(
            """
            following changes
            postgres://db/shop/t: connecting again: no route to db
            postgres://db/shop/t: connecting again: no route to db
            opensearch://s/i has stopped:
            EV-2007 (58000): the store "failed"
              See the store's own log.
            opensearch://s/i: waiting: too busy
            2 records set aside so far: evert parked best
            """);
  }

  @Test
  void whereNothingHappensNoLinesAreWritten() {
    for (int i = 0; i <= 500; i++) {
      plain.show(at(i, leavingOut(status(Phase.RUNNING, streaming(7, 0), sink(0)))));
    }
    assertThat(shown())
        .isEqualTo(
            """
            following changes
            rows that fail are left out of the view: EV-5002 (22012): division by zero
            """);
  }

  @Test
  void aLineIsCutToTheTerminal() {
    LineDisplay narrow = display(new Terminal(true, true, 40, false));
    narrow.show(at(0, status(Phase.RUNNING, streaming(0, 1 << 20), sink(123))));
    String[] lines = shown().split("<", -1);
    assertThat(lines[lines.length - 1]).hasSize(39).endsWith("…");
  }

  /** What was written, with {@code <} for going back to the line's start and erasing it. */
  private String shown() {
    String text = out.toString().replace(System.lineSeparator(), "\n");
    return text.replace("\r\033[K", "\n<").replace("\n\n<", "\n<").replaceFirst("^\n", "");
  }
}
