package dev.evert.connectors.search.document;

import static dev.evert.connectors.search.TestRows.key;
import static dev.evert.connectors.search.TestRows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.testing.Seed;
import dev.evert.testing.contract.RandomRows;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentIdTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.nullable("a", Type.Text.ANY),
              Column.nullable("b", Type.Numeric.ANY),
              Column.nullable("c", new Type.Array(Type.Text.ANY))),
          List.of(0, 1, 2));

  private static String id(@Nullable String... values) {
    return new DocumentId(SCHEMA).of(key(SCHEMA, row(SCHEMA, values)));
  }

  @Test
  void showsTheKeyAsText() {
    assertThat(id("x", "1.50", "{p,q}")).isEqualTo("x,1.5,{p\\,q}");
    assertThat(id("", null, "{}")).isEqualTo("\\E,\\N,{}");
    assertThat(id("a,b\\", "-1", null)).isEqualTo("a\\,b\\\\,-1,\\N");
    assertThat(id("#x", "1", null)).isEqualTo("\\#x,1,\\N");
  }

  @Test
  void hashesLongKeysAndRowsWithoutKey() {
    assertThat(id("é".repeat(250), "1", null)).startsWith("é").hasSizeLessThan(512);
    assertThat(id("é".repeat(256), "1", null)).startsWith("#").hasSize(44);
    assertThat(id("x".repeat(100_000), "1", null)).startsWith("#").hasSize(44);
    Schema bag = new Schema(SCHEMA.columns(), List.of());
    assertThat(new DocumentId(bag).of(new byte[] {1, 2, 3})).startsWith("#").hasSize(44);
  }

  @Test
  void givesEveryKeyAnIdOfItsOwn() {
    Random random = Seed.random("givesEveryKeyAnIdOfItsOwn");
    RandomRows rows = new RandomRows(random);
    DocumentId ids = new DocumentId(SCHEMA);
    Map<String, String> keys = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      byte[] key = key(SCHEMA, rows.row(SCHEMA));
      String id = ids.of(key);
      assertThat(id.getBytes(UTF_8)).hasSizeBetween(1, DocumentId.MAX_BYTES);
      String hex = HexFormat.of().formatHex(key);
      assertThat(keys.putIfAbsent(id, hex))
          .satisfiesAnyOf(
              earlier -> assertThat(earlier).isNull(),
              earlier -> assertThat(earlier).isEqualTo(hex));
    }
  }
}
