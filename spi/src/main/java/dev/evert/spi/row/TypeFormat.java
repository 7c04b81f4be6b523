package dev.evert.spi.row;

import dev.evert.spi.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A type as bytes. The codes are never given to another type.
 *
 * <pre>
 *    1 boolean   2 int2    3 int4    4 int8       5 float4        6 float8     7 bytea   8 date
 *    9 time     10 timetz 11 timestamp           12 timestamptz  13 interval  14 uuid   15 json
 *   16 jsonb
 *   32 numeric   precision (int4), scale (int4)
 *   33 text      most characters (int4)
 *   34 char      characters (int4)
 *   35 array     type of the elements
 *   36 enum      name (string), number of labels (int4), label (string)*
 *   37 domain    name (string), type
 *   38 other     name (string)
 *   39 row       name (string), number of fields (int4), then of each: name (string), type
 * </pre>
 */
final class TypeFormat {
  private static final int NUMERIC = 32;
  private static final int TEXT = 33;
  private static final int CHAR = 34;
  private static final int ARRAY = 35;
  private static final int ENUM = 36;
  private static final int DOMAIN = 37;
  private static final int OTHER = 38;
  private static final int ROW = 39;

  private TypeFormat() {}

  static void put(RowWriter out, Type type) {
    switch (type) {
      case Type.Simple simple -> putByte(out, code(simple));
      case Type.Numeric(int precision, int scale) -> {
        putByte(out, NUMERIC);
        putInt4(out, precision);
        putInt4(out, scale);
      }
      case Type.Text(int maxLength) -> {
        putByte(out, TEXT);
        putInt4(out, maxLength);
      }
      case Type.Char(int length) -> {
        putByte(out, CHAR);
        putInt4(out, length);
      }
      case Type.Array(Type element) -> {
        putByte(out, ARRAY);
        put(out, element);
      }
      case Type.Enumeration(String name, List<String> labels) -> putEnum(out, name, labels);
      case Type.Row(String name, List<Type.Field> fields) -> putRow(out, name, fields);
      case Type.Domain(String name, Type of) -> {
        putByte(out, DOMAIN);
        putString(out, name);
        put(out, of);
      }
      case Type.Other(String name) -> {
        putByte(out, OTHER);
        putString(out, name);
      }
    }
  }

  private static void putEnum(RowWriter out, String name, List<String> labels) {
    putByte(out, ENUM);
    putString(out, name);
    putInt4(out, labels.size());
    for (String label : labels) {
      putString(out, label);
    }
  }

  private static void putRow(RowWriter out, String name, List<Type.Field> fields) {
    putByte(out, ROW);
    putString(out, name);
    putInt4(out, fields.size());
    for (Type.Field field : fields) {
      putString(out, field.name());
      put(out, field.type());
    }
  }

  static Type get(ByteBuffer in) {
    byte code = in.get();
    return switch (code) {
      case NUMERIC -> new Type.Numeric(in.getInt(), in.getInt());
      case TEXT -> new Type.Text(in.getInt());
      case CHAR -> new Type.Char(in.getInt());
      case ARRAY -> new Type.Array(get(in));
      case ENUM -> new Type.Enumeration(string(in), strings(in));
      case DOMAIN -> new Type.Domain(string(in), get(in));
      case OTHER -> new Type.Other(string(in));
      case ROW -> new Type.Row(string(in), fields(in));
      default -> simple(code);
    };
  }

  private static int code(Type.Simple type) {
    return switch (type) {
      case BOOLEAN -> 1;
      case INT2 -> 2;
      case INT4 -> 3;
      case INT8 -> 4;
      case FLOAT4 -> 5;
      case FLOAT8 -> 6;
      case BYTEA -> 7;
      case DATE -> 8;
      case TIME -> 9;
      case TIMETZ -> 10;
      case TIMESTAMP -> 11;
      case TIMESTAMPTZ -> 12;
      case INTERVAL -> 13;
      case UUID -> 14;
      case JSON -> 15;
      case JSONB -> 16;
    };
  }

  private static Type simple(int code) {
    for (Type.Simple type : Type.Simple.values()) {
      if (code(type) == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type has the code " + code);
  }

  static void putByte(RowWriter out, int value) {
    int at = out.reserve(1);
    out.buffer()[at] = (byte) value;
  }

  static void putInt2(RowWriter out, int value) {
    int at = out.reserve(Short.BYTES);
    BigEndian.putShort(out.buffer(), at, (short) value);
  }

  static void putInt4(RowWriter out, int value) {
    int at = out.reserve(Integer.BYTES);
    BigEndian.putInt(out.buffer(), at, value);
  }

  static void putString(RowWriter out, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    putInt4(out, utf8.length);
    out.putEncoded(utf8, 0, utf8.length);
  }

  static byte[] bytes(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("length " + length + " of " + in.remaining());
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  static String string(ByteBuffer in) {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static List<Type.Field> fields(ByteBuffer in) {
    List<Type.Field> fields = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      fields.add(new Type.Field(string(in), get(in)));
    }
    return fields;
  }

  private static List<String> strings(ByteBuffer in) {
    List<String> strings = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      strings.add(string(in));
    }
    return strings;
  }
}
