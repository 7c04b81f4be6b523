package dev.evert.connectors.search.document;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.Schema;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A key as a document's id: text that a person can read and that no other key has.
 *
 * <pre>
 *   columns' values as PostgreSQL prints them, with commas between:   4711    de,4711
 *   in a value:  comma \,   backslash \\   null \N   empty \E
 *   a first #:   \#
 *   longer than {@value #MAX_BYTES} bytes, or of a view without key:  #, then the key's SHA-256
 * </pre>
 *
 * <p>One thread at a time.
 */
public final class DocumentId {
  /** The most bytes of an id, as OpenSearch and Elasticsearch have it. */
  public static final int MAX_BYTES = 512;

  private final List<Type> types;
  private final MessageDigest sha256;
  private final RowReader reader = new RowReader();
  private final StringBuilder value = new StringBuilder();

  /** For keys of a schema. */
  public DocumentId(Schema schema) {
    types = schema.keyColumns().stream().map(Column::type).toList();
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of a key, given as in {@link dev.evert.spi.sink.SinkChange#key}. */
  public String of(byte[] key) {
    if (types.isEmpty() || key.length > MAX_BYTES * 4) {
      return hash(key);
    }
    StringBuilder id = new StringBuilder();
    reader.set(key);
    for (Type type : types) {
      append(type, id);
    }
    id.setLength(id.length() - 1);
    if (id.charAt(0) == '#') {
      id.insert(0, '\\');
    }
    String readable = id.toString();
    boolean fits = readable.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    return fits ? readable : hash(key);
  }

  private void append(Type type, StringBuilder id) {
    value.setLength(0);
    if (reader.isPresent()) {
      TextFormat.format(type, reader, value);
      id.append(value.isEmpty() ? "\\E" : "");
    } else {
      reader.skipAbsent();
      id.append("\\N");
    }
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == ',' || next == '\\') {
        id.append('\\');
      }
      id.append(next);
    }
    id.append(',');
  }

  private String hash(byte[] key) {
    return "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest(key));
  }
}
