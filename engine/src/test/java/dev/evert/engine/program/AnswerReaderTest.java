package dev.evert.engine.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program answers is rows, or a reason why it is none. */
final class AnswerReaderTest {
  private static final Schema INPUT =
      new Schema(
          List.of(Column.required("id", Type.Simple.INT4), Column.nullable("t", Type.Simple.JSONB)),
          List.of(0));

  @Test
  void anObjectIsARowAnArrayIsRowsAndNullIsNone() {
    assertThat(rows("", "{\"b\": 1,  \"a\":2}")).isEqualTo("[{\"a\": 2, \"b\": 1}]");
    assertThat(rows("", "[{\"a\":1}, 7]")).isEqualTo("[{\"a\": 1}, 7]");
    assertThat(rows("", "null")).isEqualTo("[]");
    assertThat(rows("a int", "[{\"a\":1},{\"a\":2,\"other\":3}]"))
        .isEqualTo("[{\"a\": 1}, {\"a\": 2, \"other\": 3}]");
  }

  @Test
  void whatIsNoRowIsRefusedWithItsReason() {
    assertThat(refusal("", "no json")).contains("no json").contains("invalid JSON");
    assertThat(refusal("", "{},{}")).contains("invalid JSON");
    assertThat(refusal("a int", "{\"a\": \"x\"}")).contains("column a");
    assertThat(refusal("a int", "[7]")).contains("wanted an object");
    assertThat(refusal("a int not null", "{}")).contains("null is not allowed");
    assertThat(refusal("", "")).contains("invalid JSON");
  }

  @Test
  void aKeyStaysThatOfTheRowThatWasAskedAbout() {
    String columns = "id int, word text, primary key (id, word)";
    assertThat(rows(columns, "[{\"id\":5,\"word\":\"a\"},{\"id\":5,\"word\":\"b\"}]")).isNotEmpty();
    assertThat(refusal(columns, "{\"id\":6,\"word\":\"a\"}")).contains("column id");
    assertThat(refusal(columns, "[{\"id\":5,\"word\":\"a\"},{\"id\":5,\"word\":\"a\"}]"))
        .contains("same key");
  }

  @Test
  void aKeyThatDoesNotHoldTheInputsKeyIsRefused() {
    new Program(List.of("x"), "id int primary key").check(INPUT);
    new Program(List.of("x"), "a int").check(INPUT);
    assertNoKey("a int primary key", INPUT);
    assertNoKey("id bigint primary key", INPUT);
    assertNoKey("id int primary key", new Schema(INPUT.columns(), List.of()));
  }

  private static void assertNoKey(String columns, Schema input) {
    assertThatThrownBy(() -> new Program(List.of("x"), columns).check(input))
        .isInstanceOfSatisfying(
            EvertException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_KEY));
  }

  private static String rows(String columns, String line) {
    return ((Answer.Rows) read(columns, line)).json();
  }

  private static String refusal(String columns, String line) {
    return ((Answer.Refused) read(columns, line)).reason();
  }

  private static Answer read(String columns, String line) {
    ProgramRows rows = new ProgramRows(new Program(List.of("x"), columns));
    RowWriter question = new RowWriter();
    question.putInt4(5);
    question.putNull();
    return new AnswerReader(INPUT, rows)
        .read(
            line.getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(question.buffer(), question.size()));
  }
}
