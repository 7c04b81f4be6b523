package dev.evert.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evert.dataflow.LawOperators.Case;
import dev.evert.dataflow.LawOperators.Law;
import dev.evert.dataflow.state.StateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of incremental computation, for every kind of operator: what comes of changes does not
 * depend on how they are cut into steps, nor on the way to what the tables hold in the end; what
 * goes leaves nothing behind; and linear operators and joins distribute over sums.
 */
final class LawsTest {
  private static final List<List<@Nullable Object>> FIXED =
      List.of(Rows.row(0L, 1L), Rows.row(1L, 2L), Rows.row(1L, 0L), Rows.row(2L, 2L));

  @TempDir private Path directory;
  private int stores;

  /** A row of a table comes, or goes. */
  private record Change(String table, List<@Nullable Object> row, boolean comes) {
    Change opposite() {
      return new Change(table, row, !comes);
    }
  }

  /** How often a view has each row, and how often each row is an error. */
  private record Result(Map<String, Long> rows, Map<String, Long> errors) {
    Result plus(Result other) {
      return new Result(sum(rows, other.rows), sum(errors, other.errors));
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
      Map<String, Long> all = new TreeMap<>(a);
      b.forEach((row, weight) -> all.merge(row, weight, Long::sum));
      return all;
    }
  }

  /** After how many changes there is a step. */
  private interface Cut {
    int next();
  }

  private Result run(Case of, List<Change> changes, Cut cut, int batchRows) {
    try (StateStore store = StateStore.open(directory.resolve("s" + stores++), 1 << 20)) {
      CircuitBuilder builder = new CircuitBuilder().batchRows(batchRows);
      Map<String, Node> nodes = new LinkedHashMap<>();
      for (String table : List.of("l", "r", "fixed")) {
        nodes.put(table, builder.table(table, LawOperators.PAIRS));
      }
      builder.output("view", of.build().apply(builder, nodes), of.schema());
      try (Circuit circuit = builder.build(store)) {
        FIXED.forEach(row -> put(circuit, new Change("fixed", row, true)));
        circuit.step();
        int left = cut.next();
        for (Change change : changes) {
          put(circuit, change);
          if (--left <= 0) {
            circuit.step();
            left = cut.next();
          }
        }
        circuit.step();
        circuit.publish(1);
        return result(circuit);
      }
    }
  }

  private static void put(Circuit circuit, Change change) {
    byte[] row = Rows.encode(change.row());
    if (change.comes()) {
      circuit.input(change.table()).insert(row, 0, row.length, 0);
    } else {
      circuit.input(change.table()).retract(row, 0, row.length, 0);
    }
  }

  private static Result result(Circuit circuit) {
    Map<String, Long> rows = new TreeMap<>();
    try (RowCursor cursor = circuit.output("view").rows()) {
      while (cursor.next()) {
        String row = HexFormat.of().formatHex(cursor.rowBytes(), cursor.rowFrom(), cursor.rowTo());
        rows.merge(row, cursor.weight(), Long::sum);
      }
    }
    Map<String, Long> errors = new TreeMap<>();
    circuit
        .errors()
        .forEach(
            1000,
            error ->
                errors.merge(HexFormat.of().formatHex(error.row()), error.weight(), Long::sum));
    return new Result(rows, errors);
  }

  private static List<Change> rows(String table, int count, Random random) {
    List<Change> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Long k = random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(4);
      Long v = random.nextInt(9) == 0 ? null : (Long) (long) random.nextInt(6);
      rows.add(new Change(table, Rows.row(k, v), true));
    }
    return rows;
  }

  /** Rows of both tables, of which some go again after they came. */
  private static List<Change> history(List<Change> stay, Random random) {
    List<Change> changes = new ArrayList<>(stay);
    Collections.shuffle(changes, random);
    for (Change passing : rows(random.nextBoolean() ? "l" : "r", 15, random)) {
      int comes = random.nextInt(changes.size() + 1);
      changes.add(comes, passing);
      int goes = comes + 1 + random.nextInt(changes.size() - comes);
      changes.add(goes, passing.opposite());
    }
    return changes;
  }

  @Test
  void hold() {
    Random random = Seeds.random("LawsTest");
    for (int round = 0; round < 4 * Seeds.factor(); round++) {
      for (Case of : LawOperators.all()) {
        List<Change> stay = new ArrayList<>(rows("l", 1 + random.nextInt(25), random));
        stay.addAll(rows("r", random.nextInt(25), random));
        checkPaths(of, stay, random);
        if (of.law() == Law.LINEAR) {
          checkLinear(of, random);
        } else if (of.law() == Law.BILINEAR) {
          checkBilinear(of, random);
        }
      }
    }
  }

  private void checkPaths(Case of, List<Change> stay, Random random) {
    Result direct = run(of, stay, () -> Integer.MAX_VALUE, 1 << 10);
    List<Change> history = history(stay, random);
    assertThat(run(of, history, () -> Integer.MAX_VALUE, 1 << 10)).as(of.name()).isEqualTo(direct);
    assertThat(run(of, history, () -> 1, 1 << 10)).as(of.name()).isEqualTo(direct);
    for (int i = 0; i < 3; i++) {
      int most = 1 + random.nextInt(12);
      Cut cut = () -> 1 + random.nextInt(most);
      assertThat(run(of, history, cut, 1 + random.nextInt(4))).as(of.name()).isEqualTo(direct);
    }
    List<Change> undone = new ArrayList<>(history);
    stay.forEach(change -> undone.add(change.opposite()));
    Result nothing = run(of, List.of(), () -> 1, 1 << 10);
    Cut cut = () -> 1 + random.nextInt(9);
    assertThat(run(of, undone, cut, 1 << 10)).as(of.name() + " of nothing").isEqualTo(nothing);
  }

  private void checkLinear(Case of, Random random) {
    List<Change> first = rows("l", random.nextInt(20), random);
    List<Change> second = rows("l", random.nextInt(20), random);
    Result sum = once(of, first, second);
    Result apart = once(of, first).plus(once(of, second));
    assertThat(sum).as(of.name() + " is linear").isEqualTo(apart);
  }

  private void checkBilinear(Case of, Random random) {
    List<Change> l = rows("l", random.nextInt(15), random);
    List<Change> moreL = rows("l", random.nextInt(15), random);
    List<Change> r = rows("r", random.nextInt(15), random);
    List<Change> moreR = rows("r", random.nextInt(15), random);
    Result apart =
        once(of, l, r)
            .plus(once(of, moreL, r))
            .plus(once(of, l, moreR))
            .plus(once(of, moreL, moreR));
    assertThat(once(of, l, moreL, r, moreR)).as(of.name() + " is bilinear").isEqualTo(apart);
  }

  @SafeVarargs
  private Result once(Case of, List<Change>... parts) {
    List<Change> all = new ArrayList<>();
    for (List<Change> part : parts) {
      all.addAll(part);
    }
    return run(of, all, () -> Integer.MAX_VALUE, 1 << 10);
  }
}
