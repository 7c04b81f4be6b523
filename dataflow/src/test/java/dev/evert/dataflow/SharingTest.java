package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evert.dataflow.state.StateStore;
import dev.evert.spi.row.Schema;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same is kept once. */
final class SharingTest {
  @TempDir private Path directory;

  private static Node join(CircuitBuilder builder, Node left, int key, Node right, String detail) {
    return builder.join(
        left,
        Plans.key(Plans.A, key),
        right,
        Plans.key(Plans.B, 0),
        JoinKind.INNER,
        null,
        Plans.both(Plans.A, Plans.B),
        detail);
  }

  @Test
  void joinsByTheSameKeyShareAnArrangementAndByThePrimaryKeyTheTablesOwn() {
    CircuitBuilder builder = new CircuitBuilder();
    Node a = builder.table("a", Plans.A);
    Node b = builder.table("b", Plans.B);
    Schema both = Plans.both("", Plans.A, Plans.B, false);
    builder.output("one", join(builder, a, 1, b, "one"), both);
    builder.output("two", join(builder, a, 1, b, "two"), both);
    builder.output("same as two", join(builder, a, 1, b, "two"), both);
    builder.output("three", join(builder, a, 2, b, "three"), both);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = builder.build(store)) {
      List<String> lines = circuit.describe().lines().toList();
      assertThat(lines).filteredOn(line -> line.startsWith("arrange")).hasSize(2);
      assertThat(lines).filteredOn(line -> line.startsWith("join")).hasSize(3);
      assertThat(lines).noneMatch(line -> line.contains("arrange b"));
    }
  }

  @Test
  void aCircuitIsKnownByWhatItComputes() {
    assertThat(print("x")).isEqualTo(print("x")).isNotEqualTo(print("y"));
  }

  private String print(String detail) {
    CircuitBuilder builder = new CircuitBuilder();
    Node a = builder.table("a", Plans.A);
    Node filtered = builder.filter(a, (_, _, _) -> true, detail);
    builder.output("view", filtered, Plans.A);
    try (StateStore store = StateStore.open(directory.resolve(detail), 1 << 20);
        Circuit circuit = builder.build(store)) {
      return circuit.fingerprint();
    }
  }

  @Test
  void namesAreUnique() {
    CircuitBuilder builder = new CircuitBuilder();
    Node a = builder.table("a", Plans.A);
    builder.output("view", a, Plans.A);
    assertThatThrownBy(() -> builder.output("view", a, Plans.A))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.table("a", Plans.B))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(builder.table("a", Plans.A)).isSameAs(a);
  }

  @Test
  void timeOnlyGrows() {
    CircuitBuilder builder = new CircuitBuilder();
    builder.output("view", builder.table("a", Plans.A), Plans.A);
    try (StateStore store = StateStore.open(directory, 1 << 20);
        Circuit circuit = builder.build(store)) {
      assertThatThrownBy(() -> circuit.checkpoint(new byte[0]))
          .isInstanceOf(IllegalStateException.class);
      circuit.publish(5);
      assertThatThrownBy(() -> circuit.publish(5)).isInstanceOf(IllegalArgumentException.class);
      circuit.step();
      assertThatThrownBy(() -> circuit.checkpoint(new byte[0]))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> circuit.input("b")).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
