package dev.evert.spi.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUriTest {

  @Test
  void partsAreTakenApart() {
    StoreUri uri =
        StoreUri.parse("Postgres://me%40home:s%2Fcret@db:5433/shop/my%20table?a=1&b=x+y");
    assertThat(uri.scheme()).isEqualTo("postgres");
    assertThat(uri.user()).contains("me@home");
    assertThat(uri.password()).contains("s/cret");
    assertThat(uri.host()).isEqualTo("db");
    assertThat(uri.port(5432)).isEqualTo(5433);
    assertThat(uri.pathParts()).containsExactly("shop", "my table");
    assertThat(uri.options()).containsEntry("a", "1").containsEntry("b", "x+y");
    assertThat(uri.toString()).isEqualTo("postgres://me%40home@db:5433/shop/my%20table?a=1&b=x+y");
    assertThat(StoreUri.parse(uri.toString()).user()).contains("me@home");
  }

  @Test
  void addressesMayHaveSixPartsOrNone() {
    assertThat(StoreUri.parse("redis://[::1]:6379/0").host()).isEqualTo("::1");
    assertThat(StoreUri.parse("redis://[::1]:6379/0").port(1)).isEqualTo(6379);
    assertThat(StoreUri.parse("redis://[::1]/0").port(1)).isEqualTo(1);
    assertThat(StoreUri.parse("file:a/b*.csv").path()).isEqualTo("a/b*.csv");
    assertThat(StoreUri.parse("file://a/b*.csv").hosts()).isEqualTo("a");
    assertThat(StoreUri.parse("stdout:").path()).isEmpty();
    assertThat(StoreUri.parse("file:///data/users@home.csv").path()).endsWith("users@home.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "http://h/#x", "://x", "file:%4"})
  void whatIsNoUriIsRefused(String text) {
    assertThatThrownBy(() -> StoreUri.parse(text).path())
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_URI));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pg://u:SECRET@h/db",
        "pg://u:SECRET/x@h/db",
        "pg://u:12/SECRET@h/db",
        "pg://u:SECRET@SECRET@h/db",
        "pg://u:SECRET?x@h/db",
        "pg://u:SECRET#x@h/db",
        "pg://u:x@h/db?sslpassword=SECRET&api_key=SECRET",
        "pg//u:SECRET@h",
      })
  void aPasswordIsNeverShown(String text) {
    String shown;
    try {
      shown = StoreUri.parse(text).toString();
    } catch (EvertException e) {
      shown = e.describe() + e.remedy();
    }
    assertThat(shown).doesNotContain("SECRET");
  }

  @Test
  void aWrongPortIsNamed() {
    assertThatThrownBy(() -> StoreUri.parse("redis://h:99999/").port(1))
        .hasMessageContaining("99999");
  }
}
