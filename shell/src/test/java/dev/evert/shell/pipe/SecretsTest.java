package dev.evert.shell.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.spi.error.TextPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "postgres://u:pw@h/d | ./x ~ postgres://u:…@h/d | ./x",
        "postgres://u:p/w:@x@h/d | ./x ~ postgres://u:…@h/d | ./x",
        "postgres://u:p|w@h/d ~ postgres://u:…@h/d",
        "postgres://:pw@h/d ~ postgres://:…@h/d",
        "postgres://u:12/pw@h/d ~ postgres://u:…@h/d",
        "postgres://u:p#w?a@h/d ~ postgres://u:…@h/d",
        "\"postgres://u:p w@h/d\" | x ~ \"postgres://u:…@h/d\" | x",
        "postgres:u:pw@h/d ~ postgres:…@h/d",
        "a://u:p@h/i?password=x&b=1 ~ a://u:…@h/i?password=…&b=1",
        "a://h/i?b=1&api_key=x | y ~ a://h/i?b=1&api_key=… | y",
        "a://h/i?sslPassword=x ~ a://h/i?sslPassword=…",
        "(a://u:p@h/d as x, b://v:q@i/e as y) ~ (a://u:…@h/d as x, b://v:…@i/e as y)",
      })
  void hidesPasswords(String text, String shown) {
    assertThat(Secrets.hide(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u@h:5432/d | select a::text, b || ':' from input | opensearch://s:9200/i",
        "file:///a/b.csv | ./x",
        "(postgres://u@h:1/d as x, postgres://v@i:2/e as y) | select x.a from x join y on x.a ="
            + " y.a",
      })
  void leavesTheRestAsItIs(String text) {
    assertThat(Secrets.hide(text)).isEqualTo(text);
  }

  @Test
  void placesMoveWithTheText() {
    String text = "a://user:password@h/d | select x from input";
    ShownText shown = new ShownText(text);
    int at = text.indexOf("x from");
    ShownText.Excerpt excerpt = shown.excerpt(TextPlace.of(text, at, at + 1), 80);
    assertThat(excerpt.line()).isEqualTo("a://user:…@h/d | select x from input");
    assertThat(excerpt.line().substring(excerpt.from(), excerpt.from() + excerpt.length()))
        .isEqualTo("x");
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    String text = "a".repeat(100) + "X" + "b".repeat(100);
    ShownText.Excerpt excerpt = new ShownText(text).excerpt(TextPlace.of(text, 100, 101), 40);
    assertThat(excerpt.line()).hasSize(40).startsWith("…a").endsWith("b…");
    assertThat(excerpt.line().charAt(excerpt.from())).isEqualTo('X');
  }

  @Test
  void thePlaceMayBeTheEnd() {
    String text = "a |";
    ShownText.Excerpt excerpt = new ShownText(text).excerpt(TextPlace.of(text, 3, 3), 40);
    assertThat(excerpt).isEqualTo(new ShownText.Excerpt("a |", 3, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "a://u:p@h/d,a://u@h/d",
    "a://h/d?password=x,a://h/d",
    "a://h/d?password=x&b=1,a://h/d?b=1",
    "a://h/d?b=1&token=x&c=2,a://h/d?b=1&c=2",
    "a://h/d?b=1&token=x,a://h/d?b=1",
    "a://u%3A:p%40@h/d,a://u%3A@h/d",
    "a://h:1/d,a://h:1/d"
  })
  void whatIsKeptHoldsNone(String uri, String kept) {
    assertThat(Secrets.remove(uri)).isEqualTo(kept);
  }
}
