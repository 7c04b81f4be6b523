package dev.evert.sql.eventtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.evert.dataflow.Watermark;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.bind.WatermarkBinder;
import dev.evert.sql.parse.WatermarkParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How watermarks are declared. */
final class WatermarkDeclarationTest {
  private static final Schema TABLE =
      new Schema(
          List.of(
              Column.required("id", Type.Simple.INT4),
              Column.required("ts", Type.Simple.TIMESTAMPTZ)),
          List.of());

  private static Watermark bind(String sql) {
    return WatermarkBinder.bind(sql, WatermarkParser.parse(sql), TABLE, false);
  }

  @Test
  void sayHowFarBehindTheyAre() {
    assertThat(bind("watermark for ts as ts - interval '5 seconds'"))
        .isEqualTo(new Watermark(1, 5_000_000));
    assertThat(bind("watermark for ts as ts")).isEqualTo(new Watermark(1, 0));
  }

  @Test
  void sayHowFarOneRowMayMoveThem() {
    assertThat(bind("watermark for ts as ts - interval '1 day' advance at most interval '2 hours'"))
        .isEqualTo(new Watermark(1, 86_400_000_000L, 7_200_000_000L, 3, false));
    assertThat(
            bind("WATERMARK FOR ts AS ts advance at most '1 minute' unless confirmed by 10 rows"))
        .isEqualTo(new Watermark(1, 0, 60_000_000, 10, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          watermark for at as at | 15 | column "at" does not exist
          watermark for id as id | 15 | a watermark needs a timestamp
          watermark for ts as ts + interval '1 s' | 21 | a watermark is its column, or less
          watermark for ts as ts - interval '1 month' | 26 | months are of different lengths
          watermark for ts as ts - interval '-1 s' | 26 | must be positive
          watermark for ts as ts unless | 24 | syntax error
          """)
  void areRefused(String sql, int column, String message) {
    EvertException refusal = catchThrowableOfType(EvertException.class, () -> bind(sql));
    assertThat(refusal).hasMessageContaining(message);
    assertThat(refusal.place())
        .hasValueSatisfying(place -> assertThat(place.column()).isEqualTo(column));
  }
}
