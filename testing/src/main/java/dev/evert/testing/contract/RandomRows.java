package dev.evert.testing.contract;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Makes values of every type; one in four is one of those that go wrong most often. */
public final class RandomRows {
  private static final List<String> TEXTS =
      List.of(
          "", " ", "a", "é", "日本語", "🦊", "line\nbreak", "tab\t", "quote ' \" \\", "null", "{}");
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int[] NONE = {};

  private final Random random;

  /** With this randomness. */
  public RandomRows(Random random) {
    this.random = random;
  }

  /** A row of the schema, with nulls where they may be. */
  public byte[] row(Schema schema) {
    RowWriter out = new RowWriter();
    for (Column column : schema.columns()) {
      if (column.nullable() && random.nextInt(6) == 0) {
        out.putNull();
      } else {
        put(column.type(), out);
      }
    }
    return out.toBytes();
  }

  /** Writes a value of the type. */
  public void put(Type type, RowWriter out) {
    switch (type) {
      case Type.Simple simple -> putSimple(simple, out);
      case Type.Numeric numeric -> out.putNumeric(numeric(numeric));
      case Type.Text(int most) -> out.putText(text(most == Type.Text.UNBOUNDED ? 40 : most));
      case Type.Char(int length) -> out.putText(padded(length));
      case Type.Array(Type element) -> putArray(element, out);
      case Type.Row row -> putRow(row, out);
      case Type.Enumeration(_, List<String> labels) ->
          out.putText(labels.get(random.nextInt(labels.size())));
      case Type.Domain domain -> put(domain.base(), out);
      case Type.Other _ -> out.putText(text(40));
    }
  }

  private void putRow(Type.Row row, RowWriter out) {
    out.beginRow();
    for (Type field : row.types()) {
      if (random.nextInt(4) == 0) {
        out.putNull();
      } else {
        put(field, out);
      }
    }
  }

  private void putSimple(Type.Simple type, RowWriter out) {
    boolean edge = random.nextInt(4) == 0;
    switch (type) {
      case BOOLEAN -> out.putBoolean(random.nextBoolean());
      case INT2 -> out.putInt2(edge ? Short.MIN_VALUE : (short) random.nextInt());
      case INT4 -> out.putInt4(edge ? Integer.MAX_VALUE : random.nextInt());
      case INT8 -> out.putInt8(edge ? Long.MIN_VALUE : random.nextLong());
      case FLOAT4 -> out.putFloat4(edge ? (float) special() : random.nextFloat() * 1e6f);
      case FLOAT8 -> out.putFloat8(edge ? special() : random.nextGaussian() * 1e9);
      case BYTEA -> putBytes(out);
      case DATE -> out.putInt4(edge ? Integer.MAX_VALUE : random.nextInt(-2_000_000, 2_000_000));
      case TIME -> out.putInt8(edge ? DAY_MICROS : random.nextLong(DAY_MICROS));
      case TIMETZ -> out.putTimeTz(random.nextLong(DAY_MICROS), random.nextInt(-50, 50) * 900);
      case TIMESTAMP, TIMESTAMPTZ -> out.putInt8(timestamp(edge));
      case INTERVAL -> putInterval(out);
      case UUID -> out.putUuid(random.nextLong(), random.nextLong());
      case JSON -> out.putText("{ \"b\" : [1, null, \"" + random.nextInt(100) + "\"] , \"b\":1}");
      case JSONB -> out.putText("{\"a\": " + random.nextInt(100) + ", \"b\": [true, null, \"é\"]}");
    }
  }

  private double special() {
    double[] all = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    return all[random.nextInt(all.length)];
  }

  private long timestamp(boolean edge) {
    if (edge) {
      return random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return random.nextLong(-2_000_000 * DAY_MICROS / 10, 2_000_000 * DAY_MICROS / 10);
  }

  private void putInterval(RowWriter out) {
    int months = random.nextInt(-50, 50);
    out.putInterval(months, random.nextInt(-40, 40), random.nextLong(-DAY_MICROS, DAY_MICROS));
  }

  private void putBytes(RowWriter out) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i += 3) {
      bytes[i] = (byte) random.nextInt(3);
    }
    out.putBytes(bytes, 0, bytes.length);
  }

  private Decimal numeric(Type.Numeric type) {
    if (random.nextInt(12) == 0) {
      return Decimal.Special.NAN;
    }
    if (type.bounded()) {
      BigInteger most = BigInteger.TEN.pow(Math.min(type.precision(), 30));
      BigInteger unscaled = new BigInteger(100, random).mod(most);
      BigDecimal value = new BigDecimal(unscaled, type.scale());
      return Decimal.of(type.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value);
    }
    BigInteger unscaled = new BigInteger(random.nextInt(1, 120), random);
    return Decimal.of(
        new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(20)));
  }

  private String text(int most) {
    if (random.nextInt(4) == 0) {
      String text = TEXTS.get(random.nextInt(TEXTS.size()));
      return text.codePointCount(0, text.length()) <= most ? text : "";
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private String padded(int length) {
    if (length == Type.Char.UNBOUNDED) {
      return text(10);
    }
    String text = text(length);
    return text + " ".repeat(length - text.codePointCount(0, text.length()));
  }

  private void putArray(Type element, RowWriter out) {
    int shape = random.nextInt(4);
    out.beginArray();
    int elements = shape == 0 ? 0 : shape == 3 ? 4 : random.nextInt(1, 5);
    for (int i = 0; i < elements; i++) {
      if (random.nextInt(5) == 0) {
        out.putNull();
      } else {
        put(element, out);
      }
    }
    switch (shape) {
      case 0 -> out.endArray(NONE, NONE);
      case 3 -> out.endArray(new int[] {2, 2}, new int[] {1, random.nextInt(-1, 3)});
      default -> out.endArray(new int[] {elements}, new int[] {1});
    }
  }
}
