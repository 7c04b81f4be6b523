package dev.evert.spi.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.Seed;
import dev.evert.spi.text.TextFormat;
import dev.evert.spi.type.Decimal;
import dev.evert.spi.type.IntervalValue;
import dev.evert.spi.type.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowRoundTripTest {
  private final Random random = Seed.random();
  private final RowWriter writer = new RowWriter();
  private final RowReader reader = new RowReader();

  @Test
  void numbersComeBack() {
    for (int i = 0; i < Seed.times(20_000); i++) {
      long number = Orders.anyLong(random);
      double real = Orders.anyDouble(random);
      writer.reset();
      writer.putInt8(number);
      writer.putInt4((int) number);
      writer.putInt2((short) number);
      writer.putFloat8(real);
      writer.putFloat4((float) real);
      writer.putBoolean(number > 0);
      reader.set(writer.buffer(), 0, writer.size());
      assertThat(reader.readInt8()).isEqualTo(number);
      assertThat(reader.readInt4()).isEqualTo((int) number);
      assertThat(reader.readInt2()).isEqualTo((short) number);
      assertThat(reader.readFloat8()).isEqualTo(Double.valueOf(real));
      assertThat(reader.readFloat4()).isEqualTo(Float.valueOf((float) real));
      assertThat(reader.readBoolean()).isEqualTo(number > 0);
      assertThat(reader.atEnd()).isTrue();
    }
  }

  @Test
  void stringsComeBack() {
    for (int i = 0; i < Seed.times(20_000); i++) {
      String text = Orders.anyText(random);
      byte[] bytes = Orders.anyBytes(random);
      writer.reset();
      writer.putText(text);
      writer.putBytes(bytes, 0, bytes.length);
      writer.putNull();
      reader.set(writer.buffer(), 0, writer.size());
      assertThat(reader.readText()).isEqualTo(text);
      assertThat(reader.readBytes()).isEqualTo(bytes);
      assertThat(reader.isPresent()).isFalse();
      reader.skip(Type.Text.ANY);
      assertThat(reader.atEnd()).isTrue();
      reader.set(writer.buffer(), 0, writer.size());
      boolean plain = reader.skipString();
      assertThat(plain).isEqualTo(text.indexOf(0) < 0 && text.indexOf(1) < 0);
    }
  }

  @Test
  void numericsComeBackWithTheirScale() {
    for (int i = 0; i < Seed.times(20_000); i++) {
      Decimal value = Orders.anyDecimal(random);
      writer.reset().putNumeric(value);
      reader.set(writer.buffer(), 0, writer.size());
      assertThat(reader.readNumeric()).isEqualTo(value);
      assertThat(reader.atEnd()).isTrue();
      StringBuilder text = new StringBuilder();
      reader.set(writer.buffer(), 0, writer.size()).readNumeric(text);
      assertThat(text.toString()).isEqualTo(value.toString());
    }
  }

  @Test
  void numericsFromLongsAreThoseFromDecimals() {
    for (int i = 0; i < Seed.times(20_000); i++) {
      long unscaled = Orders.anyLong(random);
      int scale = random.nextInt(random.nextBoolean() ? 5 : 40);
      writer.reset().putNumeric(unscaled, scale);
      reader.set(writer.buffer(), 0, writer.size());
      assertThat(reader.readNumeric()).isEqualTo(Decimal.of(BigDecimal.valueOf(unscaled, scale)));
    }
  }

  @Test
  void intervalsZonesAndUuidsComeBack() {
    for (int i = 0; i < Seed.times(5_000); i++) {
      IntervalValue interval = Orders.anyInterval(random);
      UUID uuid = new UUID(random.nextLong(), random.nextLong());
      long micros = random.nextLong(86_400_000_001L);
      int west = random.nextInt(115_000) - 57_500;
      writer.reset().putInterval(interval.months(), interval.days(), interval.micros());
      writer.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      writer.putTimeTz(micros, west);
      reader.set(writer.buffer(), 0, writer.size());
      assertThat(reader.readInterval()).isEqualTo(interval);
      assertThat(reader.readUuid()).isEqualTo(uuid);
      assertThat(reader.readTimeTz()).isEqualTo(new RowReader.TimeTz(micros, west));
    }
  }

  @Test
  void paddingIsNotPartOfAKey() {
    assertThat(charKey("a  ")).isEqualTo(charKey("a"));
    assertThat(charKey("a\t")).isNotEqualTo(charKey("a"));
    assertThat(charKey("a\u0001 ")).isEqualTo(charKey("a\u0001"));
    assertThat(charKey("   ")).isEqualTo(charKey(""));
  }

  private static byte[] charKey(String text) {
    RowWriter row = new RowWriter();
    row.putText(text);
    RowWriter key = new RowWriter();
    KeyFormat.copy(new Type.Char(Type.Char.UNBOUNDED), new RowReader().set(row.toBytes()), key);
    return key.toBytes();
  }

  @Test
  void keysAreTakenOutInTheKeysOwnOrder() {
    List<Type> types = List.of(Type.Text.ANY, Type.Simple.INT4, Type.Numeric.ANY);
    writer.reset().putText("a");
    writer.putInt4(7);
    writer.putNumeric(Decimal.of(new BigDecimal("1.50")));
    assertThat(key(types, 0, 2)).isEqualTo("a 1.5 ");
    assertThat(key(types, 2, 0)).isEqualTo("1.5 a ");
    assertThat(key(types, 1)).isEqualTo("7 ");
  }

  private String key(List<Type> types, int... columns) {
    RowWriter key = new RowWriter();
    new KeyColumns(types, columns).copy(writer.buffer(), 0, writer.size(), key);
    RowReader fields = new RowReader().set(key.toBytes());
    StringBuilder text = new StringBuilder();
    for (int column : columns) {
      TextFormat.format(types.get(column), fields, text);
      text.append(' ');
    }
    return text.toString();
  }

  @Test
  void aFieldThatEndsExactlyAtTheBuffersEndIsRead() {
    for (int length = 0; length < 40; length++) {
      byte[] text = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
      writer.reset().putBytes(text, 0, length);
      assertThat(reader.set(writer.toBytes()).readBytes()).isEqualTo(text);
    }
  }
}
