package dev.evert.shell.progress;

import dev.evert.shell.console.ErrorReport;
import dev.evert.shell.console.Terminal;
import dev.evert.shell.status.PipeReport;
import java.io.PrintWriter;

/** Tells only what went wrong. */
public final class QuietDisplay implements Display {
  private final PrintWriter out;
  private final Notices notices;

  /** Tells it on {@code out}. */
  public QuietDisplay(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.notices = new Notices(new ErrorReport(terminal.errInk(), terminal.columns()));
  }

  @Override
  public void show(PipeReport report) {
    notices.of(report.status()).stream()
        .filter(Notices.Notice::bad)
        .forEach(notice -> tell(notice.text()));
  }

  @Override
  public void tell(String notice) {
    out.println(notice);
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
