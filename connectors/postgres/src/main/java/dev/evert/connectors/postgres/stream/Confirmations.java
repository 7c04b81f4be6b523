package dev.evert.connectors.postgres.stream;

import dev.evert.connectors.postgres.connect.Lsn;
import dev.evert.spi.source.SourceFeed;
import java.util.ArrayDeque;

/** Knows up to where the server may forget: what is appended and durable. For any thread. */
final class Confirmations {
  private final SourceFeed feed;
  private final ArrayDeque<Appended> waiting = new ArrayDeque<>();
  private long confirmable;

  /**
   * @param confirmable what earlier runs made durable
   */
  Confirmations(SourceFeed feed, long confirmable) {
    this.feed = feed;
    this.confirmable = confirmable;
  }

  private record Appended(long batch, long upTo) {}

  /** The batch of this number holds everything before {@code upTo}. */
  synchronized void appended(long batch, long upTo) {
    waiting.addLast(new Appended(batch, upTo));
  }

  /** Everything before this place is durable. */
  synchronized long confirmable() {
    long durable = feed.durable();
    for (Appended first = waiting.peekFirst();
        first != null && first.batch <= durable;
        first = waiting.peekFirst()) {
      confirmable = Lsn.later(confirmable, first.upTo);
      waiting.removeFirst();
    }
    return confirmable;
  }
}
