package dev.evert.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.Circuit;
import dev.evert.dataflow.CircuitBuilder;
import dev.evert.dataflow.Node;
import dev.evert.dataflow.RowError;
import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.error.ErrorCode;
import dev.evert.spi.row.Column;
import dev.evert.spi.row.RowWriter;
import dev.evert.spi.row.Schema;
import dev.evert.spi.type.Type;
import dev.evert.sql.expression.Comparison;
import dev.evert.sql.expression.Expression;
import dev.evert.sql.expression.Function;
import dev.evert.sql.generate.Compilation;
import dev.evert.sql.generate.RowShape;
import dev.evert.sql.set.Expansion;
import dev.evert.sql.set.SetFunction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row whose values go deeper than the stack is an error as long as it is there, and no more. */
public final class DeepValuesTest {
  private static final long DEEP = 500_000_000;
  private static final Schema ROWS =
      new Schema(List.of(Column.required("depth", Type.Simple.INT8)), List.of());
  private static final RowShape SHAPE = new RowShape(List.of(Type.Simple.INT8), List.of(false));
  private static final Expression DEPTH = new Expression.Column(0, Type.Simple.INT8, false);
  private static final Expression NESTED =
      new Expression.Call(
          new Function(
              "nested",
              DeepValuesTest.class,
              "nested",
              List.of(Type.Simple.INT8),
              Type.Simple.INT8,
              false),
          List.of(DEPTH),
          Type.Simple.INT8);

  @TempDir private Path directory;
  private final CircuitBuilder builder = new CircuitBuilder();
  private Node table;

  /** As deep as it is asked to be. */
  public static long nested(long depth) {
    return depth == 0 ? 0 : 1 + nested(depth - 1);
  }

  @BeforeEach
  void addTable() {
    table = builder.table("t", ROWS);
  }

  @Test
  void ofAProjection() {
    check(builder.map(table, Compilation.row(SHAPE, List.of(NESTED)), "nested"));
  }

  @Test
  void ofACondition() {
    Expression equal = new Expression.Compare(Comparison.EQUAL, NESTED, DEPTH);
    check(builder.filter(table, Compilation.condition(SHAPE, equal), "nested"));
  }

  @Test
  void ofAGroup() {
    Node groups =
        builder.aggregate(
            table,
            Compilation.groupKey(SHAPE, List.of(NESTED)),
            Compilation.arguments(SHAPE, List.of()),
            List.of(),
            false,
            "nested");
    check(groups);
  }

  @Test
  void ofAFunctionThatGivesRows() {
    SetFunction rows =
        new SetFunction(
            "nested",
            List.of(Type.Simple.INT8),
            List.of(new SetFunction.Result("nested", Type.Simple.INT8, true)),
            (arguments, out) -> {
              out.writer().putInt8(1);
              out.end();
              out.writer().putInt8(nested(arguments.readInt8()));
              out.end();
            });
    Node expanded =
        builder.flatMap(
            table,
            new Expansion(Compilation.row(SHAPE, List.of(DEPTH)), List.of(rows), false, false),
            "nested");
    Column made = Column.required("nested", Type.Simple.INT8);
    check(expanded, new Schema(List.of(ROWS.columns().getFirst(), made), List.of()));
  }

  private void check(Node node) {
    check(node, ROWS);
  }

  private void check(Node node, Schema schema) {
    builder.output("v", node, schema);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = builder.build(store)) {
      change(circuit, 7, true, 1);
      String before = circuit.output("v").digest().toString();
      change(circuit, DEEP, true, 2);
      assertThat(errors(circuit)).hasSize(1);
      assertThat(errors(circuit).getFirst().code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
      assertThat(circuit.output("v").digest()).hasToString(before);
      change(circuit, DEEP, false, 3);
      assertThat(errors(circuit)).isEmpty();
      assertThat(circuit.output("v").digest()).hasToString(before);
    }
  }

  private static void change(Circuit circuit, long depth, boolean comes, long time) {
    RowWriter row = new RowWriter();
    row.putInt8(depth);
    if (comes) {
      circuit.input("t").insert(row.buffer(), 0, row.size(), time);
    } else {
      circuit.input("t").retract(row.buffer(), 0, row.size(), time);
    }
    circuit.step();
    circuit.publish(time);
  }

  private static List<RowError> errors(Circuit circuit) {
    List<RowError> errors = new ArrayList<>();
    circuit.errors().forEach(9, errors::add);
    return errors;
  }
}
