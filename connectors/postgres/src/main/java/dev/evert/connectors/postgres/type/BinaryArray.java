package dev.evert.connectors.postgres.type;

import dev.evert.spi.row.BigEndian;
import dev.evert.spi.row.RowWriter;

/**
 * Arrays in PostgreSQL's binary form.
 *
 * <pre>
 *   dimensions (int4)  flags (int4)  element type's oid (int4)
 *   length (int4)  lower bound (int4)      for each dimension
 *   length (int4, -1 is null)  value       for each element
 * </pre>
 *
 * @param element the decoder of one element
 */
record BinaryArray(FieldDecoder element) implements FieldDecoder {
  private static final int HEADER_BYTES = 12;
  private static final int MAX_DIMENSIONS = 6;

  @Override
  public void decode(byte[] bytes, int at, int length, RowWriter out) {
    int dimensions = length < HEADER_BYTES ? -1 : BigEndian.getInt(bytes, at);
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw BinaryField.malformed("an array of " + dimensions + " dimensions");
    }
    int[] lengths = new int[dimensions];
    int[] bounds = new int[dimensions];
    int next = at + HEADER_BYTES;
    for (int i = 0; i < dimensions; i++) {
      lengths[i] = BigEndian.getInt(bytes, next);
      bounds[i] = BigEndian.getInt(bytes, next + 4);
      next += 8;
    }
    out.beginArray();
    while (next < at + length) {
      int size = BigEndian.getInt(bytes, next);
      next += 4;
      if (size < 0) {
        out.putNull();
      } else {
        element.decode(bytes, next, size, out);
        next += size;
      }
    }
    out.endArray(lengths, bounds);
  }
}
