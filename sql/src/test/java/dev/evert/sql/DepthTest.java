package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.error.EvertException;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries as deep as they may be are compiled, deeper ones are refused with a place. */
class DepthTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Column.required("id", Type.Simple.INT4)), List.of(0));

  private static Node compile(String query) {
    CircuitBuilder circuit = new CircuitBuilder();
    return new SqlCompiler()
        .compile(query, Map.of("t", SCHEMA))
        .build(circuit, Map.of("t", circuit.table("t", SCHEMA)));
  }

  private static String query(String shape, int depth) {
    return switch (shape) {
      case "parentheses" -> "select " + "(".repeat(depth) + "id" + ")".repeat(depth) + " x from t";
      case "sum" -> "select id" + " + id".repeat(depth) + " as x from t";
      case "not" -> "select id from t where " + "not ".repeat(depth) + "id = 1";
      case "or" -> "select id from t where id = 0" + " or id = 1".repeat(depth);
      case "call" -> "select " + "abs(".repeat(depth) + "id" + ")".repeat(depth) + " x from t";
      case "query" ->
          "select id from " + "(select id from ".repeat(depth) + "t" + ") t".repeat(depth);
      default -> throw new IllegalArgumentException(shape);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"parentheses", "sum", "not", "or", "call", "query"})
  void isLimited(String shape) {
    int allowed = shape.equals("sum") || shape.equals("or") ? 390 : 95;
    assertThat(compile(query(shape, allowed))).isNotNull();
    assertThatThrownBy(() -> compile(query(shape, 100_000)))
        .isInstanceOfSatisfying(
            EvertException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
              assertThat(e.describe()).contains("line 1, column");
            });
  }
}
