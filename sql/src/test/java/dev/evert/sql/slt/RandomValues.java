package dev.evert.sql.slt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes random values, often extreme ones, as PostgreSQL reads them. */
final class RandomValues {
  private static final List<String> FLOATS =
      List.of("NaN", "Infinity", "-Infinity", "-0", "0", "1", "1e-30", "3.4e38", "0.1", "2.5");
  private static final List<String> WORDS =
      List.of(
          "", "a", "A", " ", "ab ", "é", "日本語", "😀x", "a%b", "%", "_", "12", "-3.5", "t", "\\");
  private static final List<String> MOMENTS =
      List.of(
          "infinity",
          "-infinity",
          "2000-01-01",
          "1999-12-31 23:59:59.999999",
          "2024-02-29 12:00",
          "0044-03-15 BC",
          "4714-11-24 BC",
          "294276-12-31 23:59:59",
          "1970-01-01",
          "0001-01-01");
  private static final List<String> INTERVALS =
      List.of(
          "0",
          "1 day",
          "-1 month",
          "1 year 2 mons -3 days 04:05:06.7",
          "23:59:59.999999",
          "infinity",
          "-infinity",
          "100 years",
          "1 mon -30 days",
          "-00:00:00.000001",
          "1000000 hours",
          "2 weeks");

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  String value(String type) {
    return switch (type) {
      case "boolean" -> random.nextBoolean() ? "true" : "false";
      case "smallint" -> number(Short.SIZE);
      case "integer" -> number(Integer.SIZE);
      case "bigint" -> number(Long.SIZE);
      case "real", "double precision" -> floating(type.equals("real"));
      case "numeric" -> numeric();
      case "text", "bpchar" -> text();
      case "bytea" ->
          "\\x" + String.format("%04x", random.nextInt(0x10000)).substring(2 * random.nextInt(2));
      case "date", "timestamp without time zone", "timestamp with time zone" -> moment(type);
      case "time without time zone" -> time();
      case "time with time zone" -> time() + List.of("+00", "-08", "+05:30").get(random.nextInt(3));
      case "interval" -> pick(INTERVALS);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private String number(int bits) {
    BigInteger end = BigInteger.ONE.shiftLeft(bits - 1);
    return switch (random.nextInt(8)) {
      case 0 -> end.subtract(BigInteger.ONE).toString();
      case 1 -> end.negate().toString();
      case 2 -> "0";
      case 3 -> "-1";
      case 4 -> new BigInteger(bits - 2, random).toString();
      default -> String.valueOf(random.nextInt(21) - 10);
    };
  }

  private String floating(boolean single) {
    if (random.nextInt(3) == 0) {
      return pick(FLOATS);
    }
    double value = (random.nextInt(2_000_001) - 1_000_000) / 1000.0;
    return single ? String.valueOf((float) value) : String.valueOf(value);
  }

  private String numeric() {
    return switch (random.nextInt(7)) {
      case 0 -> pick(List.of("NaN", "Infinity", "-Infinity", "0", "0.00", "-0.5", "1e20", "1e-20"));
      case 1 -> new BigDecimal(new BigInteger(180, random), 25).negate().toPlainString();
      case 2 -> new BigDecimal(new BigInteger(60, random), random.nextInt(20)).toPlainString();
      default ->
          BigDecimal.valueOf(random.nextInt(20_001) - 10_000, random.nextInt(5)).toPlainString();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(pick(WORDS));
    }
    return text.toString();
  }

  private String moment(String type) {
    String moment = pick(MOMENTS);
    if (random.nextBoolean()) {
      moment =
          String.format(
              "%04d-%02d-%02d %02d:%02d:%02d.%06d",
              1900 + random.nextInt(200),
              1 + random.nextInt(12),
              1 + random.nextInt(28),
              random.nextInt(24),
              random.nextInt(60),
              random.nextInt(60),
              random.nextInt(1_000_000));
    }
    return type.equals("date") ? moment.replaceAll(" [0-9:.]+", "") : moment;
  }

  private String time() {
    return random.nextInt(5) == 0
        ? pick(List.of("00:00:00", "24:00:00", "23:59:59.999999"))
        : String.format(
            "%02d:%02d:%02d.%03d",
            random.nextInt(24), random.nextInt(60), random.nextInt(60), random.nextInt(1000));
  }
}
