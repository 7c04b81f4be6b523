package dev.evert.testing.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.KeyFormat;
import dev.evert.spi.row.RowReader;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Type;
import dev.evert.testing.Seed;
import dev.evert.testing.server.PostgresServer;
import dev.evert.testing.text.TextSamples.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts, the order of values and their equality, as a PostgreSQL server has them. */
class TextFormatIT {
  private static final int COUNT = Boolean.getBoolean("evert.nightly") ? 100_000 : 5_000;

  /**
   * A type to compare.
   *
   * @param strict whether all that the server reads must be read; dates and times have forms that
   *     are refused on purpose
   */
  record Sample(Type type, Kind kind, boolean strict, List<String> examples) {
    @Override
    public String toString() {
      return type.sql();
    }
  }

  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Type.Simple type : Type.Simple.values()) {
      samples.add(simple(type));
    }
    List<String> decimals =
        List.of(
            "NaN", "inf", "-Infinity", "1e-20", "0x1F", "1_0", "0.00", "-0.0", "1e131071", ".5");
    samples.add(new Sample(Type.Numeric.ANY, Kind.DECIMAL, true, decimals));
    samples.add(new Sample(new Type.Numeric(12, 3), Kind.DECIMAL, true, decimals));
    samples.add(new Sample(new Type.Numeric(3, 5), Kind.DECIMAL, true, decimals));
    samples.add(new Sample(new Type.Numeric(4, -2), Kind.DECIMAL, true, decimals));
    List<String> words = List.of("", "a", "a  ", "  ", "äöüß", "abcd ", "abcde", "😀😀😀😀😀");
    samples.add(new Sample(Type.Text.ANY, Kind.STRINGS, true, words));
    samples.add(new Sample(new Type.Text(4), Kind.STRINGS, true, words));
    samples.add(new Sample(new Type.Char(4), Kind.STRINGS, true, words));
    List<String> arrays =
        List.of("{}", "[2:3]={1,2}", "[0:0][1:2]={{1,2}}", "{{}}", "{{1},{}}", " { 1 } ", "{1,}");
    samples.add(new Sample(new Type.Array(Type.Simple.INT4), Kind.NUMBERS, true, arrays));
    samples.add(new Sample(new Type.Array(Type.Text.ANY), Kind.STRINGS, true, arrays));
    samples.add(
        new Sample(
            new Type.Array(Type.Simple.TIMESTAMPTZ),
            Kind.NUMBERS,
            false,
            List.of("{2024-01-01,NULL,infinity}", "{\"2024-05-01 12:00:00.5+02\"}")));
    samples.add(
        new Sample(
            new Type.Array(new Type.Numeric(5, 1)), Kind.NUMBERS, true, List.of("{1.25,NaN}")));
    return samples;
  }

  private static Sample simple(Type.Simple type) {
    Kind kind =
        switch (type) {
          case BOOLEAN -> Kind.STRINGS;
          case INT2, INT4, INT8 -> Kind.INTEGER;
          case FLOAT4, FLOAT8 -> Kind.REAL;
          case BYTEA -> Kind.BYTES;
          case DATE -> Kind.DATE;
          case TIME, TIMETZ -> Kind.TIME;
          case TIMESTAMP, TIMESTAMPTZ -> Kind.TIMESTAMP;
          case INTERVAL -> Kind.INTERVAL;
          case UUID -> Kind.UUID;
          case JSON, JSONB -> Kind.JSON;
        };
    boolean strict =
        kind != Kind.DATE && kind != Kind.TIME && kind != Kind.TIMESTAMP && kind != Kind.INTERVAL;
    return new Sample(type, kind, strict, TextExamples.of(type));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void textsAreThoseOfTheServer(Sample sample) throws SQLException {
    Random random = Seed.random("TextFormatIT");
    List<String> texts = texts(sample, random);
    List<String> wrong = new ArrayList<>();
    int read = 0;
    try (Connection connection = PostgresServer.shared().connect("postgres");
        PreparedStatement query = connection.prepareStatement(textQuery(sample.type()))) {
      query.setArray(1, connection.createArrayOf("text", texts.toArray()));
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        String text = rows.getString(1);
        String wanted = rows.getString(2);
        String got = pass(sample.type(), text);
        read += got == null ? 0 : 1;
        boolean right = got == null ? wanted == null || !sample.strict() : got.equals(wanted);
        if (!right) {
          wrong.add("<" + text + "> wanted <" + wanted + "> got <" + got + ">");
        }
      }
    }
    assertThat(wrong).as("%d of %d", wrong.size(), texts.size()).isEmpty();
    assertThat(read).as("texts read").isGreaterThan(COUNT / 10);
  }

  /** Without exponents that make the server fail where it should say that a text is invalid. */
  private static List<String> texts(Sample sample, Random random) {
    List<String> texts = new TextSamples(random).of(sample.kind(), COUNT, sample.examples());
    boolean bounded = sample.type() instanceof Type.Numeric numeric && numeric.bounded();
    Pattern tooLarge = Pattern.compile("[eE][-+]?[0-9_]{4}");
    return texts.stream().filter(text -> !bounded || !tooLarge.matcher(text).find()).toList();
  }

  private static String textQuery(Type type) {
    String name = "'" + type.sql() + "'";
    // char(n) loses its padding when it is cast to text; format() prints it as the server sends it
    return "select t, case when pg_input_is_valid(t, %s) then format('%%s', t::%s) end"
            .formatted(name, type.sql())
        + " from unnest(?) t";
  }

  private static @Nullable String pass(Type type, String text) {
    RowWriter row = new RowWriter();
    try {
      TextFormat.parse(type, text, row);
    } catch (EvertException e) {
      return null;
    }
    RowWriter same = new RowWriter();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    TextFormat.parse(type, utf8, 0, utf8.length, same);
    assertThat(same.toBytes()).as(text).isEqualTo(row.toBytes());
    StringBuilder out = new StringBuilder();
    TextFormat.format(type, new RowReader().set(row.toBytes()), out);
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void keysAreOrderedAndEqualAsOnTheServer(Sample sample) throws SQLException {
    if (sample.type() == Type.Simple.JSON) {
      return;
    }
    boolean ordered = sample.type() != Type.Simple.JSONB;
    Random random = Seed.random("TextFormatIT");
    List<String> texts = texts(sample, random);
    List<String> readable = texts.stream().filter(t -> pass(sample.type(), t) != null).toList();
    try (Connection connection = PostgresServer.shared().connect("postgres");
        PreparedStatement query = connection.prepareStatement(orderQuery(sample.type()))) {
      query.setArray(1, connection.createArrayOf("text", readable.toArray()));
      ResultSet rows = query.executeQuery();
      byte[] last = new byte[0];
      String lastText = "";
      long lastRank = 0;
      while (rows.next()) {
        String text = rows.getString(1);
        long rank = rows.getLong(2);
        byte[] key = key(sample.type(), text);
        int order = Integer.signum(Arrays.compareUnsigned(last, key));
        int wanted = rank == lastRank ? 0 : -1;
        assertThat(ordered ? order : -Math.abs(order))
            .as("%s before %s", lastText, text)
            .isEqualTo(wanted);
        last = key;
        lastText = text;
        lastRank = rank;
      }
    }
  }

  private static String orderQuery(Type type) {
    String collation =
        switch (type) {
          case Type.Text _, Type.Char _ -> " collate \"C\"";
          case Type.Array(Type.Text _) -> " collate \"C\"";
          case Type.Simple _, Type.Numeric _, Type.Array _, Type.Enumeration _ -> "";
          case Type.Domain _, Type.Row _, Type.Other _ -> "";
        };
    return "select t, dense_rank() over (order by t::%s%s) from unnest(?) t"
            .formatted(type.sql(), collation)
        + " where pg_input_is_valid(t, '%s') order by 2".formatted(type.sql());
  }

  private static byte[] key(Type type, String text) {
    RowWriter row = new RowWriter();
    TextFormat.parse(type, text, row);
    RowWriter key = new RowWriter();
    KeyFormat.copy(type, new RowReader().set(row.toBytes()), key);
    return key.toBytes();
  }
}
