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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final Map<String, Jar> known = new HashMap<>();

  Jars(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.stream = log.createStream(STREAM, Retention.forever());
  }

  /**
   * A jar that a statement names.
   *
   * @param name a path, or {@link #BY_HASH} and the hash of one that the log has
   */
  synchronized Jar get(String name) {
    if (!name.startsWith(BY_HASH)) {
      return Jar.of(read(name));
    }
    String hash = name.substring(BY_HASH.length());
    Jar jar = known.get(hash);
    if (jar == null) {
      jar = find(hash);
      known.put(hash, jar);
    }
    return jar;
  }

  private Jar find(String hash) {
    byte[] key = hash.getBytes(StandardCharsets.UTF_8);
    try (LogReader reader = log.reader(Position.START, List.of(stream))) {
      while (reader.next()) {
        if (Arrays.equals(reader.event().key(), key)) {
          return Jar.of(reader.event().payload());
        }
      }
    }
    throw new EvertException(ErrorCode.BAD_FUNCTION, "the log has no jar " + hash);
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
   * Writes a jar down, unless the log has it.
   *
   * @return what statements name it by from then on
   */
  synchronized String keep(String name) {
    if (name.startsWith(BY_HASH)) {
      return name;
    }
    byte[] bytes = read(name);
    Jar jar = Jar.of(bytes);
    if (!known.containsKey(jar.hash())) {
      append(jar.hash(), bytes);
      known.put(jar.hash(), jar);
    }
    return BY_HASH + jar.hash();
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
