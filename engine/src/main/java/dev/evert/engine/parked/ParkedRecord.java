package dev.evert.engine.parked;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Something that was set aside.
 *
 * @param origin the source or sink, without secrets
 * @param where the file and line, or the key, in words
 * @param code of the catalogue of errors
 * @param reason in words
 * @param record what was set aside: bytes of a source, a row in text for a sink
 */
public record ParkedRecord(String origin, String where, String code, String reason, byte[] record) {
  /** Longer records are cut. */
  public static final int MAX_RECORD_BYTES = 64 << 10;

  private static final int MAX_TEXT_BYTES = 16 << 10;

  public ParkedRecord {
    Objects.requireNonNull(origin);
    Objects.requireNonNull(code);
    where = shortened(where);
    reason = shortened(reason);
    if (record.length > MAX_RECORD_BYTES) {
      record = Arrays.copyOf(record, MAX_RECORD_BYTES);
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT_BYTES / 3 ? text : text.substring(0, MAX_TEXT_BYTES / 3) + "…";
  }

  /** The record as text, whatever its bytes are. */
  public String recordText() {
    return new String(record, StandardCharsets.UTF_8);
  }

  /** Three texts, each with its length, then the record's bytes. */
  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(where);
      out.writeUTF(code);
      out.writeUTF(reason);
      out.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ParkedRecord decode(String origin, byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      return new ParkedRecord(origin, in.readUTF(), in.readUTF(), in.readUTF(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
