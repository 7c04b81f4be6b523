package dev.evert.engine.parked;

import dev.evert.dataflow.digest.Digest;
import dev.evert.dataflow.digest.DigestSum;
import dev.evert.engine.LogFailures;
import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A pipe's parked records, in a stream of the log, counted by where they come from. What was parked
 * by a run that was killed before it could say so elsewhere comes again: it is known by its digest,
 * and not parked twice.
 */
public final class ParkedRecords {
  private final Log log;
  private final StreamId stream;
  private final InstantSource clock;
  private final Consumer<ParkedRecord> copy;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  private final Set<Digest> latest = Collections.newSetFromMap(new LatestDigests());

  /**
   * Counts what the stream holds.
   *
   * @param copy takes all that it holds, and what is parked from now on when it is durable
   */
  public ParkedRecords(Log log, StreamId stream, InstantSource clock, Consumer<ParkedRecord> copy) {
    this.log = log;
    this.stream = stream;
    this.clock = clock;
    this.copy = copy;
    forEach(record -> {
      count(record.origin()).incrementAndGet();
      latest.add(digest(record));
      copy.accept(record);
    });
  }

  /** How many records of one origin were ever parked; grows as more are. */
  public AtomicLong count(String origin) {
    return counts.computeIfAbsent(origin, _ -> new AtomicLong());
  }

  /** Sets a record aside; returns when it is durable, so that nothing is lost by going on. */
  public void park(ParkedRecord record) {
    Digest digest = digest(record);
    if (isKnown(digest)) {
      return;
    }
    EventBatch batch = new EventBatch();
    long micros = clock.instant().toEpochMilli() * 1000;
    batch.add(stream, micros, record.origin().getBytes(StandardCharsets.UTF_8), record.encode());
    try {
      log.append(batch).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
    count(record.origin()).incrementAndGet();
    remember(digest);
    copy.accept(record);
  }

  private boolean isKnown(Digest digest) {
    synchronized (latest) {
      return latest.contains(digest);
    }
  }

  private void remember(Digest digest) {
    synchronized (latest) {
      latest.add(digest);
    }
  }

  private static Digest digest(ParkedRecord record) {
    byte[] origin = record.origin().getBytes(StandardCharsets.UTF_8);
    byte[] rest = record.encode();
    byte[] all = Arrays.copyOf(origin, origin.length + 1 + rest.length);
    System.arraycopy(rest, 0, all, origin.length + 1, rest.length);
    return DigestSum.of(all, 0, all.length);
  }

  /** Those that can come again: what is parked between two moments that a run remembers. */
  private static final class LatestDigests extends LinkedHashMap<Digest, Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 100_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
      return size() > MOST;
    }
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
