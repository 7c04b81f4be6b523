package dev.evert.shell.progress;

import dev.evert.engine.status.PipeStatus.Phase;
import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.console.Terminal;
import dev.evert.shell.status.PipeReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress as text: on a terminal one line that changes, elsewhere a line from time to time.
 * Notices stand on lines of their own.
 */
public final class LineDisplay implements Display {
  /** Rates are measured over this. */
  private static final Duration WINDOW = Duration.ofSeconds(3);

  private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
  private static final Duration IDLE_INTERVAL = Duration.ofMinutes(10);
  private static final String ERASE = "\r\033[K";

  private final PrintWriter out;
  private final Terminal terminal;
  private final Notices notices;
  private final Deque<Sample> window = new ArrayDeque<>();
  private @Nullable Sample phaseStart;
  private @Nullable Sample written;
  private boolean lineOpen;

  /**
   * Shows on {@code out}.
   *
   * @param terminal what the standard error output is
   */
  public LineDisplay(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.notices = new Notices(new ErrorReport(terminal.errInk(), terminal.columns()));
  }

  @Override
  public void show(PipeReport report) {
    Sample now = new Sample(report.at(), report.status());
    notices.of(now.status()).forEach(notice -> tell(notice.text()));
    Sample start = phaseStart;
    if (start == null || start.status().phase() != now.status().phase()) {
      start = now;
      phaseStart = now;
      window.clear();
    }
    window.addLast(now);
    while (window.size() > 2
        && Duration.between(window.getFirst().at(), now.at()).compareTo(WINDOW) > 0) {
      window.removeFirst();
    }
    line(now, start);
  }

  private void line(Sample now, Sample start) {
    if (terminal.err()) {
      String line = StatusLine.of(now, window.getFirst(), start);
      out.print(ERASE + cut(line, terminal.columns() - 1));
      out.flush();
      lineOpen = true;
      return;
    }
    Sample last = written;
    if (last == null || Duration.between(last.at(), now.at()).compareTo(interval(last, now)) >= 0) {
      // The first line would know no rate yet.
      if (last != null && now.status().phase() != Phase.FINISHED) {
        out.println(StatusLine.of(now, last, start));
        out.flush();
      }
      written = now;
    }
  }

  /** Where nothing happens, lines that say so only fill somebody's log. */
  private static Duration interval(Sample last, Sample now) {
    boolean idle = last.changes() == now.changes() && last.status().phase() == now.status().phase();
    return idle ? IDLE_INTERVAL : PLAIN_INTERVAL;
  }

  private static String cut(String line, int columns) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, columns - 1)) + "…";
  }

  @Override
  public void tell(String notice) {
    eraseLine();
    out.println(notice);
    out.flush();
  }

  private void eraseLine() {
    if (lineOpen) {
      out.print(ERASE);
      lineOpen = false;
    }
  }

  @Override
  public void close() {
    eraseLine();
    out.flush();
  }
}
