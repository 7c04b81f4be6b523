package dev.evert.engine.program;

import dev.evert.spi.row.RowWriter;
import dev.evert.spi.sink.SinkChange;
import dev.evert.spi.sink.SinkProgress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the log keeps of a program beside its answers: how far it is, and whether there was an
 * answer for all rows at some time.
 *
 * <pre>
 *   appends  = how often answers were appended (8 bytes)
 *   progress = version (8 bytes) token (UTF-8)
 *   complete = 1 (1 byte)
 * </pre>
 */
final class ProgramState {
  /** The name of the entry in the source's state. */
  static final String PROGRESS = "progress";

  /** The name of the other entry, which is there or not. */
  static final String COMPLETE = "complete";

  /** The name of the entry that grows with each append. */
  static final String APPENDS = "appends";

  private ProgramState() {}

  static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  static long appends(Map<String, byte[]> state) {
    byte[] bytes = state.get(APPENDS);
    return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
  }

  static boolean complete(Map<String, byte[]> state) {
    return state.containsKey(COMPLETE);
  }

  static byte[] bytes(SinkProgress progress) {
    byte[] token = progress.token().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + token.length)
        .putLong(progress.version())
        .put(token)
        .array();
  }

  static Optional<SinkProgress> progress(Map<String, byte[]> state) {
    return Optional.ofNullable(state.get(PROGRESS)).map(ProgramState::progress);
  }

  private static SinkProgress progress(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long version = in.getLong();
    String token = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
    return new SinkProgress(token, version);
  }

  /** Writes a row of {@link ProgramRows#ANSWERS}. */
  static void row(SinkChange change, String json, RowWriter out) {
    byte[] hash = hash(Objects.requireNonNull(change.after()));
    out.putBytes(change.key(), 0, change.key().length);
    out.putBytes(hash, 0, hash.length);
    out.putText(json);
  }

  /** SHA-256 of a row: tells whether the answer is about this row. */
  static byte[] hash(byte[] row) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(row);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
