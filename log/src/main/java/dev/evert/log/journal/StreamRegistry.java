package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams of a log, as the durable events of its own stream say. {@link #apply} is the only way
 * in, for live registrations and for those found when the log is opened; one thread at a time calls
 * it.
 */
final class StreamRegistry {
  static final int MAX_NAME_BYTES = 1024;

  private static final String REGISTRY_NAME = "evert.log.streams";

  private final Map<String, StreamId> byName = new ConcurrentHashMap<>();
  private volatile StreamInfo[] byNumber;
  private volatile long shortestRetentionMicros = Long.MAX_VALUE;
  private volatile byte[] publicKey = new byte[0];

  StreamRegistry() {
    byNumber =
        new StreamInfo[] {
          new StreamInfo(StreamId.REGISTRY, REGISTRY_NAME, Retention.forever(), Position.START)
        };
    byName.put(REGISTRY_NAME, StreamId.REGISTRY);
  }

  static void checkName(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > MAX_NAME_BYTES || name.equals(REGISTRY_NAME)) {
      throw new LogException(
          LogError.STREAM_CONFLICT,
          "A stream's name must have 1 to "
              + MAX_NAME_BYTES
              + " bytes of UTF-8 and must not be '"
              + REGISTRY_NAME
              + "', got "
              + bytes
              + " bytes");
    }
  }

  void apply(RegistryEvent event) {
    switch (event) {
      case RegistryEvent.Created created -> create(created);
      case RegistryEvent.RetentionChanged changed -> {
        StreamInfo old = get(changed.stream());
        replace(new StreamInfo(old.id(), old.name(), changed.retention(), old.firstRetained()));
      }
      case RegistryEvent.Trimmed trimmed -> {
        StreamInfo old = get(trimmed.stream());
        Position first = Position.ofOrdinal(trimmed.firstRetained());
        if (old.firstRetained().isBefore(first)) {
          replace(new StreamInfo(old.id(), old.name(), old.retention(), first));
        }
      }
      case RegistryEvent.KeyUsed used -> publicKey = used.publicKey().clone();
    }
    shortestRetentionMicros = findShortestRetention();
  }

  private void create(RegistryEvent.Created created) {
    StreamInfo[] known = byNumber;
    if (created.stream().value() != known.length) {
      throw new LogException(
          LogError.CORRUPT,
          "Corrupt log: stream '"
              + created.name()
              + "' was registered as number "
              + created.stream().value()
              + ", expected "
              + known.length);
    }
    StreamInfo[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] =
        new StreamInfo(created.stream(), created.name(), created.retention(), Position.START);
    byNumber = more;
    byName.put(created.name(), created.stream());
  }

  private void replace(StreamInfo info) {
    StreamInfo[] copy = byNumber.clone();
    copy[info.id().value()] = info;
    byNumber = copy;
  }

  private long findShortestRetention() {
    long shortest = Long.MAX_VALUE;
    for (StreamInfo stream : byNumber) {
      if (stream.retention() instanceof Retention.ForTime time) {
        shortest = Math.min(shortest, time.age().dividedBy(ChronoUnit.MICROS.getDuration()));
      }
    }
    return shortest;
  }

  /** The shortest time for which any stream is kept, in microseconds. */
  long shortestRetentionMicros() {
    return shortestRetentionMicros;
  }

  /** The public key that signs tree heads; no bytes if none was registered. */
  byte[] publicKey() {
    return publicKey.clone();
  }

  /** The number that the next stream gets. */
  StreamId next() {
    int number = byNumber.length;
    if (number > StreamId.MAX_VALUE) {
      throw new LogException(
          LogError.STREAM_CONFLICT, "A log has at most " + StreamId.MAX_VALUE + " streams");
    }
    return new StreamId(number);
  }

  boolean knows(int stream) {
    return stream >= 0 && stream < byNumber.length;
  }

  StreamInfo get(StreamId stream) {
    StreamInfo[] known = byNumber;
    if (stream.value() >= known.length) {
      throw new LogException(
          LogError.UNKNOWN_STREAM,
          "There is no stream number "
              + stream.value()
              + "; the log has streams 0 to "
              + (known.length - 1));
    }
    return known[stream.value()];
  }

  Optional<StreamInfo> find(String name) {
    StreamId id = byName.get(name);
    return id == null ? Optional.empty() : Optional.of(get(id));
  }

  List<StreamInfo> all() {
    return new ArrayList<>(Arrays.asList(byNumber));
  }

  /** The first position from which every stream is complete. */
  Position firstRetained() {
    Position first = Position.START;
    for (StreamInfo info : byNumber) {
      if (first.isBefore(info.firstRetained())) {
        first = info.firstRetained();
      }
    }
    return first;
  }
}
