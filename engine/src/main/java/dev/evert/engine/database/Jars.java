package dev.evert.engine.database;

import dev.evert.engine.LogFailures;
import dev.evert.log.EventBatch;
import dev.evert.log.Log;
import dev.evert.log.LogReader;
import dev.evert.log.Position;
import dev.evert.log.Retention;
import dev.evert.log.StreamId;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.sql.function.Jar;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jars that functions come from, as events of the log: what is derived by them can be derived
 * again without any other file. Any thread.
 *
 * <pre>
 *   key     = the jar's hash, in hexadecimal digits
 *   payload = the jar
 * </pre>
 */
final class Jars {
  /** What a statement names a jar of the log by. */
  static final String BY_HASH = "sha256:";

  private static final String STREAM = "database/jars";

  private final Log log;
  private final InstantSource clock;
  private final StreamId stream;

  /** One for each hash, as long as a function or statement needs it. */
  private final Map<String, WeakReference<Jar>> known = new HashMap<>();

  Jars(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.stream = log.createStream(STREAM, Retention.forever());
  }

  /**
   * A jar of the log.
   *
   * @param name {@link #BY_HASH} and the hash
   */
  synchronized Jar get(String name) {
    if (!name.startsWith(BY_HASH)) {
      throw new EvertException(ErrorCode.BAD_FUNCTION, "the log has no jar " + name);
    }
    String hash = name.substring(BY_HASH.length());
    Jar jar = known(hash);
    return jar == null ? remember(find(hash)) : jar;
  }

  private @Nullable Jar known(String hash) {
    WeakReference<Jar> reference = known.get(hash);
    return reference == null ? null : reference.get();
  }

  private Jar remember(Jar jar) {
    known.values().removeIf(reference -> reference.get() == null);
    known.put(jar.hash(), new WeakReference<>(jar));
    return jar;
  }

  private Jar find(String hash) {
    byte[] bytes = payload(hash);
    if (bytes == null) {
      throw new EvertException(ErrorCode.BAD_FUNCTION, "the log has no jar " + hash);
    }
    return Jar.of(bytes);
  }

  private byte @Nullable [] payload(String hash) {
    byte[] key = hash.getBytes(StandardCharsets.UTF_8);
    try (LogReader reader = log.reader(Position.START, List.of(stream))) {
      while (reader.next()) {
        if (Arrays.equals(reader.event().key(), key)) {
          return reader.event().payload();
        }
      }
    }
    return null;
  }

  private static byte[] read(String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > Jar.MAX_BYTES) {
        throw new EvertException(
            ErrorCode.LIMIT_EXCEEDED, path + " has more than " + Jar.MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new EvertException(
          ErrorCode.NO_SUCH_FILE, "can not read the jar " + path + ": " + e.getMessage(), null, e);
    }
  }

  /**
   * A jar that a statement names.
   *
   * @param bytes that {@link #keep} writes down if the log does not have it
   */
  record Offered(Jar jar, byte @Nullable [] bytes) {
    /** What statements name it by when it is kept. */
    String name() {
      return BY_HASH + jar.hash();
    }
  }

  /**
   * Reads a jar that a statement names; {@link #get} knows it from then on, as long as it is used.
   *
   * @param name a path, or {@link #BY_HASH} and the hash of one that the log has
   */
  synchronized Offered offer(String name) {
    if (name.startsWith(BY_HASH)) {
      return new Offered(remember(find(name.substring(BY_HASH.length()))), null);
    }
    byte[] bytes = read(name);
    Jar jar = known(Jar.hash(bytes));
    return new Offered(jar == null ? remember(Jar.of(bytes)) : jar, bytes);
  }

  /** Writes a jar down, unless the log has it. */
  synchronized void keep(Offered offered) {
    byte[] bytes = offered.bytes();
    if (bytes != null && payload(offered.jar().hash()) == null) {
      append(offered.jar().hash(), bytes);
    }
  }

  private void append(String hash, byte[] bytes) {
    EventBatch batch = new EventBatch();
    long micros = clock.instant().toEpochMilli() * 1000;
    batch.add(stream, micros, hash.getBytes(StandardCharsets.UTF_8), bytes);
    try {
      log.append(batch).join();
    } catch (RuntimeException e) {
      throw LogFailures.translate(e);
    }
  }
}
