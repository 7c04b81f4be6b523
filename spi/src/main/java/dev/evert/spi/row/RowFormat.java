package dev.evert.spi.row;

/**
 * How a row is laid out in bytes, so that comparing two rows of one schema as unsigned bytes
 * compares their columns from the first to the last in PostgreSQL's order, nulls last.
 *
 * <pre>
 *   row    = field*                      one per column; trailing columns may be absent
 *   field  = 0x01 value | 0x02 (null) | 0x03 (unchanged: only in a partial row of a source)
 *
 *   boolean                  0x00 | 0x01
 *   int2, int4, int8         big-endian, sign bit flipped                       2, 4, 8 bytes
 *   float4, float8           big-endian IEEE 754; negative: all bits flipped, otherwise the
 *                            sign bit; NaN is the one quiet NaN, above infinity  4, 8 bytes
 *   date                     days since 2000-01-01 as int4; -infinity and infinity are the ends
 *   time                     microseconds since midnight as int8
 *   timetz                   microseconds of the UTC time as int8, then seconds west of UTC as int4
 *   timestamp, timestamptz   microseconds since 2000-01-01 (UTC) as int8; infinities are the ends
 *   interval                 the length in microseconds (a month has 30 days) as int16-byte
 *                            two's complement, sign flipped; then months int4, days int4,
 *                            microseconds int8
 *   uuid                     16 bytes
 *   numeric                  class, then for finite non-zero values: weight as int2, base-10000
 *                            digits as 2 bytes each (digit + 1, big-endian), 0x0000; for negative
 *                            values weight, digits and end are bit-flipped; always last: the
 *                            number of digits after the point (display scale), 2 bytes
 *     class                  0x10 -infinity, 0x20 negative, 0x30 zero, 0x40 positive,
 *                            0x50 infinity, 0x60 NaN
 *   text, char, json, jsonb, enum, other: UTF-8; bytea: bytes.  0x00 is written 0x01 0x01,
 *                            0x01 is written 0x01 0x02; the end is 0x00
 *   array                    field* 0x00, then dimensions (1 byte), the length of each as int4,
 *                            the lower bound of each as int4
 *   row                      field*                      one per field of its type
 *   domain                   as the type it restricts
 * </pre>
 *
 * <p>Strings are in the order of collation "C". Not in PostgreSQL's order are the bytes of enums
 * (in that of their labels as text), of padded strings with control characters (their {@link
 * KeyFormat} is) and of json and jsonb.
 *
 * <p>Values that SQL calls equal may differ in bytes (1.0 and 1.00, 0 and -0, one month and thirty
 * days): bytes keep what was written. {@link KeyFormat} gives the form in which equal values are
 * equal bytes.
 */
public final class RowFormat {
  /** Marks a field with a value. */
  public static final byte PRESENT = 0x01;

  /** Marks SQL's null. */
  public static final byte NULL = 0x02;

  /** Marks a field that the source did not send because it did not change. */
  public static final byte UNCHANGED = 0x03;

  /** Ends a string and the elements of an array. */
  public static final byte END = 0x00;

  /** Escapes {@link #END} and itself inside a string. */
  public static final byte ESCAPE = 0x01;

  static final byte NUMERIC_NEGATIVE_INFINITY = 0x10;
  static final byte NUMERIC_NEGATIVE = 0x20;
  static final byte NUMERIC_ZERO = 0x30;
  static final byte NUMERIC_POSITIVE = 0x40;
  static final byte NUMERIC_INFINITY = 0x50;
  static final byte NUMERIC_NAN = 0x60;

  /** The most bytes of an encoded row: 256 MiB, a quarter of what a PostgreSQL field may hold. */
  public static final int MAX_ROW_BYTES = 256 << 20;

  private RowFormat() {}
}
