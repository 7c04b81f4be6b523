package dev.evert.engine.delivery;

import dev.evert.engine.LogFailures;
import dev.evert.log.EventBatch;
import dev.evert.log.EventView;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import dev.evert.spi.row.BigEndian;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each sink was about to be given, as events of the log. A sink's store is either where its
 * last intent starts, on the way, or where it ends: after a crash the view is computed again with
 * just these times as boundaries, so that the sink can go on from wherever it is, also when its
 * store can not be asked yet.
 *
 * <pre>
 *   key = the sink's name in UTF-8, payload = generation (int4) from (8 bytes) to (8 bytes)
 * </pre>
 */
public final class DeliveryIntents {
  private static final int FROM = Integer.BYTES;
  private static final int TO = FROM + Long.BYTES;
  private static final int PAYLOAD_BYTES = TO + Long.BYTES;

  private final Log log;
  private final StreamId stream;
  private final int generation;
  private final InstantSource clock;
  private final Map<String, Intent> declared = new ConcurrentHashMap<>();

  /** The intents of one generation of a pipe's view. */
  public DeliveryIntents(Log log, StreamId stream, int generation, InstantSource clock) {
    this.generation = generation;
    this.log = log;
    this.stream = stream;
    this.clock = clock;
  }

  /**
   * A delivery that was begun.
   *
   * @param from the time of the view that the sink holds
   * @param to the time of the view that it will hold
   */
  public record Intent(long from, long to) {
    /** Nothing was ever given. */
    public static final Intent NONE = new Intent(0, 0);

    /** What is left of it for a sink that has had everything up to a time. */
    public Intent after(long time) {
      return new Intent(Math.max(from, time), Math.max(to, time));
    }
  }

  /** Writes an intent down; returns when it is durable. */
  public void declare(String sink, Intent intent) {
    declared.put(sink, intent); // first: a checkpoint may come between the append and its end
    byte[] payload = new byte[PAYLOAD_BYTES];
    BigEndian.putInt(payload, 0, generation);
    BigEndian.putLong(payload, FROM, intent.from());
    BigEndian.putLong(payload, TO, intent.to());
    EventBatch batch = new EventBatch();
    long micros = clock.instant().toEpochMilli() * 1000;
    batch.add(stream, micros, sink.getBytes(StandardCharsets.UTF_8), payload);
    try {
      log.append(batch).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }

  /** The last intent of each sink: those declared in this run, and earlier ones of the others. */
  public Map<String, Intent> last(Map<String, Intent> earlier) {
    Map<String, Intent> last = new HashMap<>(earlier);
    last.putAll(declared);
    return last;
  }

  /** The last intent of each sink that was declared at or after a position. */
  public Map<String, Intent> since(Position position) {
    Map<String, Intent> last = new HashMap<>();
    try (LogReader reader = log.reader(position, List.of(stream))) {
      while (reader.next()) {
        EventView event = reader.event();
        byte[] payload = event.payload();
        if (BigEndian.getInt(payload, 0) == generation) {
          String sink = new String(event.key(), StandardCharsets.UTF_8);
          long from = BigEndian.getLong(payload, FROM);
          last.put(sink, new Intent(from, BigEndian.getLong(payload, TO)));
        }
      }
    }
    return last;
  }
}
