package dev.evert.engine.database;

import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.spi.row.BigEndian;
import dev.evert.spi.type.Epoch;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * The time, as events of the log: what depends on it is the same whenever the log is read again.
 *
 * <pre>
 *   key     = "now"
 *   payload = microseconds since 2000-01-01 00:00 UTC (8 bytes, big-endian)
 * </pre>
 */
final class ClockEvents {
  private static final String STREAM = "database/clock";
  private static final byte[] KEY = "now".getBytes(StandardCharsets.UTF_8);
  private static final long INTERVAL_MICROS = 1_000_000;

  private final Log log;
  private final InstantSource clock;
  private final StreamId stream;
  private long lastMicros = Long.MIN_VALUE;

  ClockEvents(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.stream = log.createStream(STREAM, Retention.forever());
  }

  /** The stream of the events. */
  StreamId stream() {
    return stream;
  }

  /** The time now, in microseconds since 2000-01-01 00:00 UTC. */
  static long now(InstantSource clock) {
    return clock.instant().toEpochMilli() * 1000 - Epoch.UNIX_MICROS;
  }

  /** The time that an event tells. */
  static long read(EventView event) {
    return BigEndian.getLong(event.array(), event.payloadOffset());
  }

  /** Writes the time down if the last time is a while ago; does not wait for it. */
  void tick() {
    long now = now(clock);
    if (lastMicros != Long.MIN_VALUE && now - lastMicros < INTERVAL_MICROS) {
      return;
    }
    lastMicros = now;
    byte[] payload = new byte[Long.BYTES];
    BigEndian.putLong(payload, 0, now);
    EventBatch batch = new EventBatch();
    batch.add(stream, now + Epoch.UNIX_MICROS, KEY, payload);
    var _ = log.append(batch);
  }
}
