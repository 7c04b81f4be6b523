package dev.evert.engine.program;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.source.Source;
import dev.evert.spi.source.SourceFeed;
import dev.evert.spi.source.SourceProgress;
import dev.evert.spi.source.SourceSnapshot;
import dev.evert.spi.source.SourceTable;
import java.time.Duration;
import java.util.List;

/** The part of a pipe after a program has the program's answers as its table. */
final class ProgramSource implements Source {
  private static final Duration LOOK = Duration.ofMillis(20);

  private final ProgramLink link;

  ProgramSource(ProgramLink link) {
    this.link = link;
  }

  @Override
  public List<SourceTable> tables() {
    return List.of(new SourceTable(link.program().uri().toString(), ProgramRows.ANSWERS));
  }

  @Override
  public boolean bounded() {
    return false;
  }

  /** Rows are appended by the sink; what is left is to tell when they are complete, and over. */
  @Override
  public void run(SourceFeed feed) throws InterruptedException {
    feed.report(new SourceProgress.Streaming(0, 0, 0, ""));
    link.open(feed);
    while (!feed.stopping()) {
      link.completeIfLoaded();
      if (link.endIfFinished()) {
        return;
      }
      link.awaitNudge(LOOK);
    }
  }

  @Override
  public SourceSnapshot snapshot() {
    throw new EvertException(
        ErrorCode.STORE_FAILED, "a program keeps nothing that could be compared");
  }

  @Override
  public void drop() {}

  @Override
  public void close() {
    link.nudge();
  }
}
