package dev.evert.shell.progress;

import dev.evert.shell.status.PipeReport;
import dev.evert.shell.status.ReportJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Shows progress for programs: a report as JSON on a line, each second and at the end. */
public final class JsonDisplay implements Display {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final PrintWriter out;
  private final PrintWriter notices;
  private Instant next = Instant.MIN;
  private String last = "";

  /**
   * Writes reports to one stream and notices to another.
   *
   * @param out takes reports
   * @param notices takes what is for people
   */
  public JsonDisplay(PrintWriter out, PrintWriter notices) {
    this.out = out;
    this.notices = notices;
  }

  @Override
  public void show(PipeReport report) {
    last = ReportJson.write(report);
    if (!report.at().isBefore(next)) {
      next = report.at().plus(INTERVAL);
      write();
    }
  }

  private void write() {
    if (!last.isEmpty()) {
      out.println(last);
      out.flush();
      last = "";
    }
  }

  @Override
  public void tell(String notice) {
    notices.println(notice);
    notices.flush();
  }

  @Override
  public void close() {
    write();
  }
}
