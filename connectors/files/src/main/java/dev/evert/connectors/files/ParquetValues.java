package dev.evert.connectors.files;

import dev.evert.connectors.files.ParquetSchema.ParquetColumn;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import dev.hardwood.row.PqInterval;
import dev.hardwood.row.PqList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the values of Parquet files as fields. One thread at a time. */
final class ParquetValues {
  private static final long EPOCH_DAYS = 10_957;
  private static final long EPOCH_SECONDS = EPOCH_DAYS * 86_400;
  private static final int MICROS = 1_000_000;

  private final RowWriter scratch = new RowWriter();
  private final RowReader reader = new RowReader();
  private final StringBuilder text = new StringBuilder();

  /**
   * Writes a value.
   *
   * @param wanted the type of the field; where it is another than the file's own, the value goes
   *     through its text
   * @throws EvertException if the type can not hold it
   */
  void put(Type wanted, ParquetColumn column, Object value, RowWriter out) {
    if (wanted.equals(column.type())) {
      put(column.type(), column.unsigned(), value, out);
      return;
    }
    put(column.type(), column.unsigned(), value, scratch.reset());
    text.setLength(0);
    TextFormat.format(column.type(), reader.set(scratch.buffer(), 0, scratch.size()), text);
    TextFormat.parse(wanted, text.toString(), out);
  }

  private void put(Type type, boolean unsigned, Object value, RowWriter out) {
    switch (type) {
      case Type.Array(Type element) -> putArray(element, unsigned, (PqList) value, out);
      case Type.Numeric numeric -> out.putNumeric(decimal(numeric, value));
      case Type.Simple simple -> putSimple(simple, unsigned, value, out);
      case Type.Text _, Type.Char _, Type.Enumeration _ ->
          TextFormat.parse(type, value.toString(), out);
      case Type.Row _, Type.Domain _, Type.Other _ -> TextFormat.parse(type, value.toString(), out);
    }
  }

  private void putArray(Type element, boolean unsigned, PqList list, RowWriter out) {
    out.beginArray();
    int size = list.size();
    for (int i = 0; i < size; i++) {
      @Nullable Object value = list.isNull(i) ? null : list.get(i);
      if (value == null) {
        out.putNull();
      } else {
        put(element, unsigned, value, out);
      }
    }
    int[] none = {};
    out.endArray(size == 0 ? none : new int[] {size}, size == 0 ? none : new int[] {1});
  }

  private static Decimal decimal(Type.Numeric type, Object value) {
    BigDecimal number =
        switch (value) {
          case BigDecimal decimal -> decimal;
          case Long unsigned -> new BigDecimal(new BigInteger(Long.toUnsignedString(unsigned)));
          default -> throw unexpected(type, value);
        };
    return Decimal.of(number.setScale(type.scale(), RoundingMode.UNNECESSARY));
  }

  private static void putSimple(Type.Simple type, boolean unsigned, Object value, RowWriter out) {
    switch (type) {
      case JSONB -> TextFormat.parse(type, ParquetJson.of(value), out);
      case JSON -> TextFormat.parse(type, value.toString(), out);
      case BYTEA -> {
        byte[] bytes = (byte[]) value;
        out.putBytes(bytes, 0, bytes.length);
      }
      case BOOLEAN -> out.putBoolean((Boolean) value);
      case INT2, INT4, INT8 -> putInteger(type, unsigned, value, out);
      case FLOAT4 -> out.putFloat4(((Number) value).floatValue());
      case FLOAT8 -> out.putFloat8(((Number) value).doubleValue());
      case DATE -> out.putInt4(day(((LocalDate) value).toEpochDay()));
      case TIME -> out.putInt8(((LocalTime) value).toNanoOfDay() / 1000);
      case TIMESTAMP, TIMESTAMPTZ -> out.putInt8(moment(value));
      case UUID -> {
        UUID uuid = (UUID) value;
        out.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
      case INTERVAL -> {
        PqInterval interval = (PqInterval) value;
        int months = (int) interval.months();
        out.putInterval(months, (int) interval.days(), interval.milliseconds() * 1000);
      }
      case TIMETZ -> throw unexpected(type, value);
    }
  }

  private static void putInteger(Type.Simple type, boolean unsigned, Object value, RowWriter out) {
    long number =
        value instanceof Integer small && unsigned
            ? Integer.toUnsignedLong(small)
            : ((Number) value).longValue();
    if (type == Type.Simple.INT8) {
      out.putInt8(number);
    } else if (type == Type.Simple.INT4) {
      out.putInt4((int) number);
    } else {
      out.putInt2((short) number);
    }
  }

  private static int day(long epochDay) {
    return (int) checked(epochDay - EPOCH_DAYS, -2_451_545, 2_145_031_948);
  }

  /** Microseconds since 2000-01-01; finer parts are cut. */
  private static long moment(Object value) {
    Instant instant =
        value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
    long seconds =
        checked(instant.getEpochSecond() - EPOCH_SECONDS, -211_813_488_000L, 9_223_371_331_199L);
    return seconds * MICROS + instant.getNano() / 1000;
  }

  private static long checked(long value, long least, long most) {
    if (value < least || value > most) {
      throw new EvertException(ErrorCode.INVALID_DATETIME, "date or timestamp out of range");
    }
    return value;
  }

  private static EvertException unexpected(Type type, Object value) {
    return new EvertException(
        ErrorCode.BAD_RECORD, "a " + value.getClass().getSimpleName() + " is no " + type.sql());
  }
}
