package dev.evert.connectors.postgres.type;

import dev.evert.spi.row.RowWriter;

/**
 * Turns a value that PostgreSQL sent into a field of a row. Keeps nothing; any thread may use it.
 */
@FunctionalInterface
public interface FieldDecoder {
  /** Writes the value in {@code bytes[at, at + length)}, which is not null, as the next field. */
  void decode(byte[] bytes, int at, int length, RowWriter out);
}
