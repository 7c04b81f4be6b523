package dev.evert.engine.parked;

import dev.evert.engine.LogFailures;
import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A pipe's parked records, in a stream of the log, counted by where they come from. */
public final class ParkedRecords {
  private final Log log;
  private final StreamId stream;
  private final InstantSource clock;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Counts what the stream holds. */
  public ParkedRecords(Log log, StreamId stream, InstantSource clock) {
    this.log = log;
    this.stream = stream;
    this.clock = clock;
    forEach(record -> count(record.origin()).incrementAndGet());
  }

  /** How many records of one origin were ever parked; grows as more are. */
  public AtomicLong count(String origin) {
    return counts.computeIfAbsent(origin, _ -> new AtomicLong());
  }

  /** Sets a record aside; returns when it is durable, so that nothing is lost by going on. */
  public void park(ParkedRecord record) {
    EventBatch batch = new EventBatch();
    long micros = clock.instant().toEpochMilli() * 1000;
    batch.add(stream, micros, record.origin().getBytes(StandardCharsets.UTF_8), record.encode());
    try {
      log.append(batch).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
    count(record.origin()).incrementAndGet();
  }

  /** Reads all parked records, oldest first. */
  public void forEach(Consumer<ParkedRecord> visitor) {
    try (LogReader reader = log.reader(Position.START, List.of(stream))) {
      while (reader.next()) {
        String origin = new String(reader.event().key(), StandardCharsets.UTF_8);
        visitor.accept(ParkedRecord.decode(origin, reader.event().payload()));
      }
    }
  }
}
