package dev.evert.spi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private final JsonReader json = new JsonReader();

  @Test
  void structureIsFollowed() {
    json.set(" { \"a\\n\" : [ 1.5e3 , true,null ,\"é\\ud83d\\ude00\"] , \"b\":{} } ");
    json.beginObject();
    assertThat(json.nextName()).isTrue();
    assertThat(json.name()).isEqualTo("a\n");
    json.beginArray();
    assertThat(json.nextElement()).isTrue();
    assertThat(json.readNumber()).isEqualTo("1.5e3");
    assertThat(json.nextElement()).isTrue();
    assertThat(json.readBoolean()).isTrue();
    assertThat(json.nextElement()).isTrue();
    assertThat(json.peek()).isEqualTo(JsonReader.Kind.NULL);
    json.readNull();
    assertThat(json.nextElement()).isTrue();
    assertThat(json.readString()).isEqualTo("é😀");
    assertThat(json.nextElement()).isFalse();
    assertThat(json.nextName()).isTrue();
    json.skip();
    assertThat(json.nextName()).isFalse();
    json.end();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "--1",
        "tru",
        "truex",
        "nul",
        "\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\t\"",
        "[1 2]",
        "1 2",
        "{}}",
        "NaN",
        "'a'",
        "[1}",
        "{\"a\":1]",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "1.5.5"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(
            () -> {
              json.set(text);
              if (json.peek() == JsonReader.Kind.STRING) {
                json.readString();
              } else {
                json.skip();
              }
              json.end();
            })
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT))
        .hasMessageContaining("invalid JSON");
  }

  @Test
  void depthIsLimited() {
    String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);
    json.set(deepest).skip();
    assertThatThrownBy(() -> json.set("[" + deepest + "]").skip())
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
  }
}
