package dev.evert.shell.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,0.98 kB",
    "1024,1 kB",
    "1536,1.5 kB",
    "10485760,10 MB",
    "1073741824,1 GB",
    "9223372036854775807,8 EB"
  })
  void bytes(long bytes, String text) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0/s", "0.25,0.25/s", "9,9/s", "12.4,12/s", "12345,12.3k/s", "1234567,1.23M/s"})
  void rates(double rate, String text) {
    assertThat(Amounts.rate(rate)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-5,0 ms",
    "12,12 ms",
    "1234,1.23 s",
    "12345,12 s",
    "59700,1 min",
    "125000,2 min 5 s",
    "3600000,1 h",
    "12000000,3 h 20 min",
    "90000000,1 d 1 h"
  })
  void spans(long millis, String text) {
    assertThat(Amounts.span(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"1;1 row", "1234567;1,234,567 rows", "0;0 rows"},
      delimiter = ';')
  void counts(long count, String text) {
    assertThat(Amounts.count(count, "row")).isEqualTo(text);
  }
}
