package dev.evert.spi.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaFormatTest {
  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    List<Column> columns = new ArrayList<>();
    for (Type.Simple type : Type.Simple.values()) {
      columns.add(Column.nullable("simple " + type, type));
    }
    columns.add(Column.required("Zahl", new Type.Numeric(10, -2)));
    columns.add(Column.required("größe", Type.Numeric.ANY));
    columns.add(Column.nullable("text", new Type.Text(20)));
    columns.add(Column.nullable("char", new Type.Char(3)));
    columns.add(new Column("added", Type.Simple.INT4, false, new byte[] {1, 0, 0, 0, 1}));
    columns.add(Column.nullable("array", new Type.Array(new Type.Domain("d", Type.Text.ANY))));
    columns.add(Column.nullable("enum", new Type.Enumeration("s.mood", List.of("sad", "ok"))));
    columns.add(Column.nullable("other", new Type.Other("point")));
    return new Schema(columns, List.of(17, 3));
  }

  @Test
  void comesBack() {
    assertThat(SchemaFormat.parse(SchemaFormat.toBytes(SCHEMA))).isEqualTo(SCHEMA);
  }

  @Test
  void everyFlippedByteIsFound() {
    byte[] bytes = SchemaFormat.toBytes(SCHEMA);
    for (int i = 0; i < bytes.length; i++) {
      byte[] bad = bytes.clone();
      bad[i] ^= (byte) 0x20;
      assertThatThrownBy(() -> SchemaFormat.parse(bad)).isInstanceOf(EvertException.class);
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SchemaFormat.parse(cut))
          .isInstanceOfSatisfying(
              EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPT));
    }
  }

  @Test
  void aLaterVersionIsNamedAsSuch() {
    byte[] bytes = SchemaFormat.toBytes(SCHEMA);
    bytes[0]++;
    assertThatThrownBy(() -> SchemaFormat.parse(bytes))
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_NEWER));
  }
}
