package dev.evert.log.journal;

import dev.evert.log.LogError;
import dev.evert.log.LogException;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.log.bytes.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the log writes into its own stream. The event's key is the stream's name in UTF-8; the
 * payload is:
 *
 * <pre>
 *   0       4               8
 *   +-------+---------------+------------------------------------------+  kind 1: created;
 *   | kind  | stream number | retention in microseconds, 0 for ever    |  kind 2: retention changed
 *   +-------+---------------+------------------------------------------+
 *   | kind  | stream number | first position that is kept              |  kind 3: trimmed
 *   +-------+---------------+------------------------------------------+
 *   | kind  | 0             | 0                                        |  kind 4: key used
 *   +-------+---------------+------------------------------------------+
 * </pre>
 */
sealed interface RegistryEvent {
  /** The stream it is about. */
  StreamId stream();

  /** A stream was registered. */
  record Created(StreamId stream, String name, Retention retention) implements RegistryEvent {}

  /** A stream's retention was changed. */
  record RetentionChanged(StreamId stream, Retention retention) implements RegistryEvent {}

  /** A stream's events before a position are not served any more and will be erased. */
  record Trimmed(StreamId stream, long firstRetained) implements RegistryEvent {}

  /** From here on tree heads are signed with a key, whose public half is the event's key. */
  record KeyUsed(byte[] publicKey) implements RegistryEvent {
    @Override
    public StreamId stream() {
      return StreamId.REGISTRY;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof KeyUsed used && Arrays.equals(publicKey, used.publicKey);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(publicKey);
    }
  }

  /** The bytes of every payload. */
  int PAYLOAD_BYTES = 16;

  /** The event's key. */
  default byte[] key() {
    return switch (this) {
      case Created created -> created.name.getBytes(StandardCharsets.UTF_8);
      case KeyUsed used -> used.publicKey;
      case RetentionChanged _, Trimmed _ -> new byte[0];
    };
  }

  /** The event's payload. */
  default byte[] payload() {
    byte[] bytes = new byte[PAYLOAD_BYTES];
    LittleEndian.putInt(bytes, 4, stream().value());
    switch (this) {
      case Created created -> {
        LittleEndian.putInt(bytes, 0, 1);
        LittleEndian.putLong(bytes, 8, toMicros(created.retention));
      }
      case RetentionChanged changed -> {
        LittleEndian.putInt(bytes, 0, 2);
        LittleEndian.putLong(bytes, 8, toMicros(changed.retention));
      }
      case Trimmed trimmed -> {
        LittleEndian.putInt(bytes, 0, 3);
        LittleEndian.putLong(bytes, 8, trimmed.firstRetained);
      }
      case KeyUsed _ -> LittleEndian.putInt(bytes, 0, 4);
    }
    return bytes;
  }

  /** Reads an event back. */
  static RegistryEvent parse(byte[] key, byte[] payload) {
    if (payload.length != PAYLOAD_BYTES) {
      throw unknown("a payload of " + payload.length + " bytes");
    }
    StreamId stream = new StreamId(LittleEndian.getInt(payload, 4));
    long value = LittleEndian.getLong(payload, 8);
    int kind = LittleEndian.getInt(payload, 0);
    return switch (kind) {
      case 1 -> new Created(stream, new String(key, StandardCharsets.UTF_8), ofMicros(value));
      case 2 -> new RetentionChanged(stream, ofMicros(value));
      case 3 -> new Trimmed(stream, value);
      case 4 -> new KeyUsed(key);
      default -> throw unknown("kind " + kind);
    };
  }

  private static LogException unknown(String found) {
    return new LogException(
        LogError.NEWER_VERSION,
        "The log's stream of registrations has an event with "
            + found
            + ", which this program does not know. Use a newer Evert.");
  }

  private static long toMicros(Retention retention) {
    return switch (retention) {
      case Retention.Forever _ -> 0;
      case Retention.ForTime time -> time.age().dividedBy(Duration.of(1, ChronoUnit.MICROS));
    };
  }

  private static Retention ofMicros(long micros) {
    return micros == 0 ? Retention.forever() : Retention.of(Duration.of(micros, ChronoUnit.MICROS));
  }
}
