package dev.evert.connectors.search.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands for the key of a document that no sink put into a store: bytes that no key has, which
 * begin with 0xFF, and then the document's id. An audit reports it, and a repair deletes it by it.
 */
public final class ForeignKey {
  private static final byte MARK = (byte) 0xFF;

  private ForeignKey() {}

  /** What stands for the key of the document with this id. */
  public static byte[] of(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    byte[] key = new byte[utf8.length + 1];
    key[0] = MARK;
    System.arraycopy(utf8, 0, key, 1, utf8.length);
    return key;
  }

  /** The id of the document, if the key is such. */
  public static Optional<String> id(byte[] key) {
    if (key.length == 0 || key[0] != MARK) {
      return Optional.empty();
    }
    byte[] utf8 = Arrays.copyOfRange(key, 1, key.length);
    return Optional.of(new String(utf8, StandardCharsets.UTF_8));
  }
}
