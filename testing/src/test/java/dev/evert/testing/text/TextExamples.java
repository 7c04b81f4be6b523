package dev.evert.testing.text;

import dev.evert.spi.type.Type;
import java.util.List;

/** Texts at the edges of what the types hold and read. */
final class TextExamples {
  private TextExamples() {}

  /** The examples of a type, some of them no values of it. */
  static List<String> of(Type.Simple type) {
    String examples =
        switch (type) {
          case BOOLEAN -> "t|TRUE| yes |of|o|on|1|n|10|y |false|fals|+1";
          case INT2, INT4, INT8 ->
              " 12 |0x7f|0b_101|0o17|1_000|1__0|_1|1_|32767|32768|-32769|+5|2147483648|0x"
                  + "|9223372036854775808|-9223372036854775808|-0x8000|1 2|";
          case FLOAT4, FLOAT8 ->
              "NaN|-inf|1e23|5e-324|2e-45|16777217|1e15|1e16|9007199254740993|1e400|1e-400|-0"
                  + "|123456.7|8.5e9|33554432|1e22|1e38|3.5e38|1e-46|infinity|+nan|1.|.5|.|2e23";
          case BYTEA -> "|\\x|abc\\000|\\\\|\\x 0a 0B|\\x0|é|\\400|\\x0 a";
          case DATE -> DATES;
          case TIME, TIMETZ -> TIMES;
          case TIMESTAMP, TIMESTAMPTZ -> TIMESTAMPS;
          case INTERVAL -> INTERVALS;
          case UUID ->
              "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|{A0EEBC999C0B4EF8BB6D6BB9BD380A11}"
                  + "|a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11||a0eebc999c0b4ef8bb6d6bb9bd380a1-1";
          case JSON, JSONB ->
              "{}|[]|1e5|-0|0|1.50|1.5|1.500|"
                  + "{\"a.0\":[1.0,\"2.0\"]}|{\"a.0\":[1,\"2.0\"]}|"
                  + "\"\\u0041\"|\"\\ud800\"|01|\"\\u0000\"|{\"a\":1,\"a\":2}|"
                  + " [1 , 2] ||nul|\"\t\"|\"\\/\"|1e-7|{\"a\":1,}|[,]|\"\\u001f\"|1.|-";
        };
    return List.of(examples.split("\\|", -1));
  }

  private static final String DATES =
      "infinity|-infinity|epoch|May 1, 2024|1 May 2024|2024-May-01|5/6/2024|20240501"
          + "|4714-11-24 BC|4714-11-23 BC|5874897-12-31|5874898-01-01|2024-02-29|2023-02-29"
          + "|0000-01-01|01-02-03|Wed 1 May 2024|240501|2024/5/6|1-May-24|May-1-2024|2024-5-6"
          + "|2024-05-01 12:00|2024-05-01 +05|0001-01-01 BC|10000-01-01|2024-13-01|99-01-01";

  private static final String TIMES =
      "24:00|24:00:01|23:59:60|12 AM|12:00 AM|12:30 PM|13:30 PM|allballs|04:05:06.9999999"
          + "|2024-05-01 12:00|040506|12:30:60|23:59:59.9999999|23:59:60.5|04:05:06-08|04:05 UTC"
          + "|24:00:00+05:30|04:05:06+15:59:59|04:05:06+16|04:05 EST|T040506|04:05:06 Z|4:5:6"
          + "|2024-07-01 04:05 Europe/Paris|04:05 Europe/Paris|04:05:06.|04:05:06.0000005";

  private static final String TIMESTAMPS =
      "infinity|-infinity|epoch|2024-05-01|4714-11-24 00:00:00 BC|4714-11-23 00:00:00 BC"
          + "|294276-12-31 23:59:59.999999|294277-01-01|20240501T120000Z|20240501 120000"
          + "|2024-03-31 02:30 Europe/Berlin|2024-10-27 02:30 Europe/Berlin|2024-05-01 12:00 PST"
          + "|2024-05-01 24:00:00|Mon May 06 12:00:00 2024|2024-05-01 12:00:00 America/New_York"
          + "|2000-01-01 00:00:00+15:59|2024-05-01T12:00:00.123456789Z|1900-01-01 Europe/Paris"
          + "|4714-11-24 00:00:00+15 BC|294276-12-31 23:59:59-15|2024-05-01 12:00+0530"
          + "|2024-12-31 23:59:60|12:00 2024-05-01|May 1 2024 12:00 PM|1999-12-31 12:00 BC";

  private static final String INTERVALS =
      "1 day|@ 1 hour ago|1-2 3 4:05:06|P1Y2M3DT4H5M6.7S|-1-2|1.5 years|1.5 months|1.5 weeks"
          + "|0.3 days|infinity|-infinity|178956970 years|2147483647 days|1 2:03|12:34.5|1 century"
          + "|3 ms|-0.5 mons|1 day 1 day|PT|P|P1W|P-1DT-1H|1e3 days|0|-1 day +02:03|1 day 5"
          + "|106751991 days 04:00:54.775807|2562047788:00:54.775807|1 year ago 1 day|P0.5Y|1:60"
          + "|1 fortnight|1.2345678 secs|-.5 days|1. day|. day|0.0000005 secs|1 decade 2 years";
}
