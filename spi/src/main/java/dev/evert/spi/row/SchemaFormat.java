package dev.evert.spi.row;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A schema as bytes, for the log and for files. Numbers are big-endian, strings UTF-8 after their
 * length in bytes as int4.
 *
 * <pre>
 *   schema  = version (1 byte, 1)  length of body (int4)  body  CRC32C of body (int4)
 *   body    = number of columns (int2)  column*  number of key columns (int2)  index (int2)*
 *   column  = name (string)  type  flags (1 byte: 1 nullable, 2 has a missing value)
 *             [length (int4)  missing value]
 *   type    = code (1 byte)  parameters, as {@link TypeFormat} draws them
 * </pre>
 */
public final class SchemaFormat {
  private static final byte VERSION = 1;
  private static final int NULLABLE = 1;
  private static final int HAS_MISSING = 2;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;

  private SchemaFormat() {}

  /** The bytes of a schema. */
  public static byte[] toBytes(Schema schema) {
    RowWriter body = new RowWriter();
    TypeFormat.putInt2(body, schema.width());
    for (Column column : schema.columns()) {
      putColumn(body, column);
    }
    TypeFormat.putInt2(body, schema.key().size());
    for (int index : schema.key()) {
      TypeFormat.putInt2(body, index);
    }
    return ByteBuffer.allocate(HEADER_BYTES + body.size() + Integer.BYTES)
        .put(VERSION)
        .putInt(body.size())
        .put(body.buffer(), 0, body.size())
        .putInt(checksum(body.buffer(), 0, body.size()))
        .array();
  }

  private static void putColumn(RowWriter out, Column column) {
    byte[] missing = column.missing();
    TypeFormat.putString(out, column.name());
    TypeFormat.put(out, column.type());
    int flags = (column.nullable() ? NULLABLE : 0) | (missing == null ? 0 : HAS_MISSING);
    TypeFormat.putByte(out, flags);
    if (missing != null) {
      TypeFormat.putInt4(out, missing.length);
      out.putEncoded(missing, 0, missing.length);
    }
  }

  /**
   * The schema in bytes that hold nothing else.
   *
   * @throws EvertException {@link ErrorCode#DATA_CORRUPT}, or {@link ErrorCode#DATA_NEWER} if a
   *     later version wrote it
   */
  public static Schema parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /** {@link #parse(byte[])} of {@code bytes[from, to)}. */
  public static Schema parse(byte[] bytes, int from, int to) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
      byte version = in.get();
      if (version > VERSION) {
        throw new EvertException(
            ErrorCode.DATA_NEWER, "schema of version " + version + ", known is " + VERSION);
      }
      int length = in.getInt();
      if (version != VERSION || length != to - from - HEADER_BYTES - Integer.BYTES) {
        throw corrupt("version " + version + ", length " + length, null);
      }
      int expected = checksum(bytes, from + HEADER_BYTES, length);
      int found = in.getInt(to - Integer.BYTES);
      if (expected != found) {
        throw corrupt("checksum wanted " + expected + ", got " + found, null);
      }
      return body(in);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private static Schema body(ByteBuffer in) {
    List<Column> columns = new ArrayList<>();
    for (int left = in.getShort(); left > 0; left--) {
      columns.add(column(in));
    }
    List<Integer> key = new ArrayList<>();
    for (int left = in.getShort(); left > 0; left--) {
      key.add((int) in.getShort());
    }
    if (in.remaining() != Integer.BYTES) {
      throw corrupt(in.remaining() - Integer.BYTES + " bytes too many", null);
    }
    return new Schema(columns, key);
  }

  private static Column column(ByteBuffer in) {
    String name = TypeFormat.string(in);
    Type type = TypeFormat.get(in);
    int flags = in.get();
    byte[] missing = (flags & HAS_MISSING) == 0 ? null : TypeFormat.bytes(in);
    return new Column(name, type, (flags & NULLABLE) != 0, missing);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static EvertException corrupt(String what, @Nullable Throwable cause) {
    return new EvertException(
        ErrorCode.DATA_CORRUPT, "schema can not be read: " + what, null, cause);
  }
}
