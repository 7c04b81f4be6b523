package dev.evert.engine.database;

import dev.evert.engine.LogFailures;
import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that define tables and views, as events of the log.
 *
 * <pre>
 *   key     = "define"
 *   payload = format (1 byte) the statement in UTF-8
 * </pre>
 */
final class Definitions {
  private static final String STREAM = "database/definitions";
  private static final byte[] KEY = "define".getBytes(StandardCharsets.UTF_8);
  private static final int FORMAT = 1;

  private final Log log;
  private final InstantSource clock;
  private final StreamId stream;

  Definitions(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.stream = log.createStream(STREAM, Retention.forever());
  }

  /**
   * A statement of the log.
   *
   * @param position of its event
   */
  record Definition(long position, String sql) {}

  /** The stream of the events. */
  StreamId stream() {
    return stream;
  }

  /** All that the log holds, oldest first. */
  List<Definition> all() {
    List<Definition> all = new ArrayList<>();
    try (LogReader reader = log.reader(Position.START, List.of(stream))) {
      while (reader.next()) {
        all.add(read(reader.event()));
      }
    }
    return all;
  }

  /** The statement of an event. */
  static Definition read(EventView event) {
    byte[] payload = event.payload();
    if (payload.length == 0 || payload[0] != FORMAT) {
      throw new EvertException(
          ErrorCode.DATA_NEWER, "a definition at position " + event.version() + " in another form");
    }
    String sql = new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8);
    return new Definition(event.version(), sql);
  }

  /** Writes a statement down; returns its position when it is durable. */
  long append(String sql) {
    byte[] text = sql.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[text.length + 1];
    payload[0] = FORMAT;
    System.arraycopy(text, 0, payload, 1, text.length);
    EventBatch batch = new EventBatch();
    batch.add(stream, clock.instant().toEpochMilli() * 1000, KEY, payload);
    try {
      return log.append(batch).join().first().version();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }
}
